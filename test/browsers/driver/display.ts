import { once } from "node:events";
import { type Program, startProgram } from "./program.js";

/** Starts an X server with a screen that nobody sees, on the first display that is free; gives what DISPLAY is then. */
export async function startDisplay(file: string): Promise<Program & { readonly name: string }> {
  const options = ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"];
  const program = startProgram(file, options, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const numbers = program.child.stdio[3];
  const [number] = await Promise.race([
    numbers ? once(numbers, "data") : [],
    program.ended.then(() => Promise.reject(new Error(`${file} ended before it had a display.`))),
  ]);
  return { ...program, name: `:${String(number).trim()}` };
}
