import * as z from "zod";
import { describeCause } from "../src/auth/describeCause.js";
import { onOneLine } from "../src/log.js";
import { AdvisedError } from "./AdvisedError.js";
import { GraphError } from "./graph/GraphError.js";
import { OptionsError } from "./parseOptions.js";
import { StepError } from "./steps/Step.js";

/** Says why a command has failed, what is missing, and how to go on. */
export function describeFailure(error: unknown): string {
  if (error instanceof OptionsError) {
    return `${error.message}\n--help lists the options.`;
  }
  if (error instanceof StepError) {
    return [
      `${error.message} ${describe(error.cause)}`,
      ...missingPrivilege(error),
      // What this command refuses by itself, it refuses again.
      refusalOf(error)
        ? "What is done so far stays. Run the same command again: it continues."
        : "What is done so far stays.",
    ].join("\n");
  }
  return describe(error);
}

/** What others have written stays on its line. */
function describe(error: unknown): string {
  return error instanceof AdvisedError
    ? `${describe(error.cause)}\n${onOneLine(error.advice)}`
    : onOneLine(reasonOf(error));
}

function reasonOf(error: unknown): string {
  if (error instanceof GraphError) {
    const { message, status, code, requestId } = error;
    const answer = [status, code, requestId && `request ${requestId}`].filter(Boolean).join(", ");
    return `${message} (${answer})`;
  }
  if (error instanceof z.ZodError) {
    return `Microsoft Graph answered otherwise than its documentation says. ${describeCause(error)}`;
  }
  return error instanceof Error ? error.message : "The reason is unknown.";
}

/** The call to Graph that made a step fail; undefined where it failed by itself. */
function refusalOf({ cause }: StepError): GraphError | undefined {
  const refusal = cause instanceof AdvisedError ? cause.cause : cause;
  return refusal instanceof GraphError ? refusal : undefined;
}

function missingPrivilege(error: StepError): readonly string[] {
  const status = refusalOf(error)?.status;
  if (status !== 401 && status !== 403) {
    return [];
  }
  const { permission, roles } = error.step;
  return [
    `This step needs the permission ${permission} of Microsoft Graph, which is asked for when you sign in,`,
    `and the Entra role ${roles.join(" or ")}.`,
  ];
}
