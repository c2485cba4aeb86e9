import * as z from "zod";
import { configurationSchema } from "./configurationSchema.js";

/** Returns the JSON Schema of an `emulator.json`, as the file for editors has it. */
export function schemaFileContent(): string {
  return `${JSON.stringify(z.toJSONSchema(configurationSchema, { io: "input" }), undefined, 2)}\n`;
}
