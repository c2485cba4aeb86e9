import * as z from "zod";
import { describeCause } from "../../src/log/describeCause.js";
import { onOneLine } from "../../src/log/onOneLine.js";
import { GraphError } from "../graph/GraphError.js";
import { KeyVaultError } from "../keyVault/KeyVaultError.js";
import { AdvisedError } from "../steps/AdvisedError.js";
import { StepError } from "../steps/Step.js";
import { OptionsError } from "./parseOptions.js";

/** Says why a command has failed, what is missing, and how to go on. */
export function describeFailure(error: unknown): string {
  if (error instanceof OptionsError) {
    return `${error.message}\n--help lists the options.`;
  }
  if (error instanceof StepError) {
    return [
      `${error.message} ${describe(error.cause)}`,
      ...missingPrivilege(error),
      ["What is done so far stays.", howToGoOn(refusalOf(error))].filter(Boolean).join(" "),
    ].join("\n");
  }
  return describe(error);
}

/** Keeps what others have written on its line. */
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
  if (error instanceof KeyVaultError) {
    return `${error.message} (${[error.status, error.code].filter(Boolean).join(", ")})`;
  }
  if (error instanceof z.ZodError) {
    return `Microsoft Graph's answer is not what its documentation says. ${describeCause(error)}`;
  }
  return error instanceof Error ? error.message : "The reason is unknown.";
}

/** The call that made a step fail; undefined if it failed by itself. */
function refusalOf({ cause }: StepError): GraphError | KeyVaultError | undefined {
  const refusal = cause instanceof AdvisedError ? cause.cause : cause;
  return refusal instanceof GraphError || refusal instanceof KeyVaultError ? refusal : undefined;
}

function missingPrivilege(error: StepError): readonly string[] {
  const refusal = refusalOf(error);
  if (!(refusal instanceof GraphError) || (refusal.status !== 401 && refusal.status !== 403)) {
    return [];
  }
  const { permissions, roles } = error.step;
  const named = `${permissions.length > 1 ? "permissions" : "permission"} ${permissions.join(" and ")}`;
  if (error.appOnly) {
    return [
      `This step needs the application ${named} of Microsoft Graph, for which an administrator has to consent at the`,
      "administration application. Application.ReadWrite.OwnedBy suffices for applications that it owns.",
    ];
  }
  return [
    `This step needs the ${named} of Microsoft Graph, which you are asked for when you sign in,`,
    `and the Entra role ${roles.join(" or ")}.`,
  ];
}

/** The statuses of refusals that time or another sign-in mends. */
const passing = [401, 404, 408, 409, 429];

/** What to do now. What this command refuses by itself, and what Graph finds wrong, would only be refused again. */
function howToGoOn(refusal: GraphError | KeyVaultError | undefined): string | undefined {
  if (!refusal) {
    return undefined;
  }
  if (refusal.status === 403) {
    return "Once you have them, run the same command again: it continues.";
  }
  return refusal.uncertain || passing.includes(refusal.status ?? 0)
    ? "Run the same command again: it continues."
    : "The same command would be refused again: mend the cause first.";
}
