import { createInterface } from "node:readline/promises";

/** Asks a question that can be answered with yes or no. */
export type Confirm = (question: string) => Promise<boolean>;

/** Asks on a terminal. Only a yes is a yes; the end of the input is a no. */
export function confirmOn(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Confirm {
  return async (question) => {
    const terminal = createInterface({ input, output });
    const ended = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
    try {
      const answer = await Promise.race([terminal.question(`${question} [y/N] `), ended]);
      return /^y(es)?$/i.test(answer.trim());
    } finally {
      terminal.close();
    }
  };
}
