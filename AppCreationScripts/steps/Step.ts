import type { Graph } from "../graph/Graph.js";
import type { Wait } from "../http/bearerHttpClient.js";
import type { Output } from "../terminal/output.js";

/** What a step needs of people. */
export interface StepNeeds {
  readonly title: string;
  /** The permissions of Microsoft Graph that it needs, all of them. */
  readonly permissions: readonly string[];
  /** Entra roles, each of which may do it. */
  readonly roles: readonly string[];
}

/** One of the things that a command does in the tenant. */
export interface Step<Given, Result> extends StepNeeds {
  /** What it does, after the title. */
  readonly doing: string;
  run(given: Given, tools: StepTools): Promise<StepResult<Result>>;
}

export interface StepTools {
  readonly graph: Graph;
  readonly wait: Wait;
  readonly output: Output;
  /** True if an administration application runs the command, and no person. */
  readonly appOnly: boolean;
}

interface StepResult<Result> {
  /** What was made, found or updated. */
  readonly done: string;
  readonly result: Result;
}

/** Returns the permissions that steps need together, each once. */
export function permissionsFor(steps: readonly StepNeeds[]): readonly string[] {
  return [...new Set(steps.flatMap(({ permissions }) => permissions))].sort();
}

/** A step that could not be done. */
export class StepError extends Error {
  override readonly name = "StepError";

  constructor(
    readonly step: StepNeeds,
    cause: unknown,
    /** True if an administration application has run it. */
    readonly appOnly: boolean,
  ) {
    super(`${step.title} failed.`, { cause });
  }
}

/**
 * Does a step and tells about it.
 *
 * @throws StepError if it fails.
 */
export async function perform<Given, Result>(
  step: Step<Given, Result>,
  given: Given,
  tools: StepTools,
): Promise<Result> {
  const progress = tools.output.begin(step.title, step.doing);
  try {
    const { done, result } = await step.run(given, tools);
    progress.end(done);
    return result;
  } catch (cause) {
    progress.end("failed");
    throw new StepError(step, cause, tools.appOnly);
  }
}
