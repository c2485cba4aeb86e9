import * as z from "zod";

const event = z.object({ time: z.iso.datetime(), level: z.string(), message: z.string() }).loose();

/** Returns the events in a log of JSON lines; throws if it has anything else in it. */
export function eventsIn(output: string): z.output<typeof event>[] {
  const lines = output.split("\n");
  if (lines.pop() !== "") {
    throw new Error("The last line has no end.");
  }
  return lines.map((line) => event.parse(JSON.parse(line)));
}
