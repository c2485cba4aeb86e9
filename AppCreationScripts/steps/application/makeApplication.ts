import * as z from "zod";
import { GraphError } from "../../graph/GraphError.js";
import type { StepTools } from "../Step.js";
import { untilFound } from "../whenReplicated.js";

/** An application registration. */
export interface Application {
  /** Of the object in the directory. */
  readonly id: string;
  /** The client id. */
  readonly appId: string;
  /** True if this run has made it: then not every part of Entra knows it yet. */
  readonly isNew: boolean;
}

export const createdApplication = z.object({ id: z.string(), appId: z.string() });

/** Makes it once: if no answer comes, an application that appears is taken for the one that was asked for. */
export async function makeApplication(
  wanted: object,
  find: () => Promise<z.output<typeof createdApplication> | undefined>,
  { graph, wait }: StepTools,
) {
  try {
    return await graph.post("/applications", wanted, createdApplication);
  } catch (error) {
    const isUncertain = error instanceof GraphError && error.uncertain;
    const made = isUncertain && (await untilFound(wait, find));
    if (made) {
      return made;
    }
    throw error;
  }
}
