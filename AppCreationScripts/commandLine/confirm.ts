import { createInterface } from "node:readline/promises";

/** Asks a question that can be answered with yes or no. */
export type Confirm = (question: string) => Promise<boolean>;

/** Asks on the terminal. Only a yes is a yes; the end of the input is a no. */
export async function confirmOnTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
