import * as z from "zod";
import { type DecodedToken, decodeToken } from "./decodeToken.js";
import type { Flow, Parameters, Step } from "./step.js";

/** A token that came with a request or its answer. */
export interface SeenToken extends DecodedToken {
  readonly name: string;
  readonly raw: string;
}

/** A flow in a line. */
export interface FlowSummary {
  readonly id: string;
  readonly startedAt: string;
  readonly clientId?: string;
  /** The email address of whoever signed in. */
  readonly person?: string;
  readonly outcome: string;
  readonly steps: number;
}

const refusalSchema = z.object({ error: z.string(), error_description: z.string().optional() });
const graphRefusalSchema = z.object({ error: z.object({ code: z.string() }) });
const personSchema = z.object({ claims: z.object({ preferred_username: z.string() }) });

/** Returns the tokens of a step, decoded: those that were sent, then those that were got. */
export function tokensOf({ query, form, authorizationResponse, body }: Step): SeenToken[] {
  const names = [
    "client_assertion",
    "assertion",
    "subject_token",
    "id_token_hint",
    "id_token",
    "access_token",
  ];
  return [query, form, authorizationResponse, body].flatMap((parameters: Parameters | Step["body"]) =>
    names.flatMap((name) => {
      const raw = parameters[name];
      const token = decodeToken(raw);
      return token && typeof raw === "string" ? [{ name, raw, ...token }] : [];
    }),
  );
}

export function summaryOf({ id, steps }: Flow): FlowSummary {
  const clientId = steps.find((step) => step.clientId !== undefined)?.clientId;
  const person = steps.flatMap(tokensOf).flatMap((token) => personSchema.safeParse(token).data ?? [])[0];
  const outcome = [...steps].reverse().map(outcomeOf).find(Boolean);
  return {
    id,
    startedAt: steps[0]?.startedAt.toISOString() ?? "",
    ...(clientId === undefined ? {} : { clientId }),
    ...(person ? { person: person.claims.preferred_username } : {}),
    outcome: outcome ?? "under way",
    steps: steps.length,
  };
}

/** Returns what came of a step; undefined if the flow goes on after it. */
export function outcomeOf({ status, authorizationResponse, body }: Step): string | undefined {
  const refused = refusalSchema.safeParse(body.error ? body : authorizationResponse).data;
  if (refused) {
    const [number] = /^AADSTS\d+/.exec(refused.error_description ?? "") ?? [];
    return [refused.error, ...(number ? [number] : [])].join(" ");
  }
  const graphRefusal = graphRefusalSchema.safeParse(body).data;
  if (graphRefusal) {
    return graphRefusal.error.code;
  }
  if (status >= 400) {
    return `status ${status}`;
  }
  if (body.access_token !== undefined || body.id_token !== undefined) {
    return "tokens";
  }
  return authorizationResponse.code === undefined ? undefined : "code";
}
