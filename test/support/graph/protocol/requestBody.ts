import type * as z from "zod";
import { badRequest, invalidValue } from "./graphFault.js";

/**
 * Reads a request body as strictly as Graph does. Throws GraphFault with the name of the first property that is
 * unknown or has a bad value.
 */
export function parseBody<T>(schema: z.ZodType<T>, type: string, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) {
    return data;
  }
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys") {
    throw badRequest(
      `The property '${issue.keys[0]}' does not exist on type 'microsoft.graph.${type}'. Make sure to only use property names that are defined by the type.`,
    );
  }
  if (issue?.code === "custom") {
    throw badRequest(issue.message);
  }
  throw invalidValue(issue?.path.join(".") ?? "", type);
}
