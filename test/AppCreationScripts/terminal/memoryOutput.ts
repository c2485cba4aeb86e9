import { type Output, plainOutput } from "../../../AppCreationScripts/terminal/output.js";

/** An output whose lines a test can read. */
export function createMemoryOutput(): Output & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (text: string) => lines.push(text.replace(/\n$/, ""));
  return { ...plainOutput({ write }), lines };
}
