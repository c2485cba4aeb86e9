import type { Request } from "express";
import * as z from "zod";

/** Milliseconds; the page that has demanded the sign-in comes at once after it. */
const memory = 5 * 60_000;

const answeredDemands = z.object({ reasons: z.array(z.string()), until: z.number() });

declare module "express-session" {
  interface SessionData {
    /** The reasons of the demands that this session's sign-in has answered, but for those that were then met. */
    answeredDemands?: unknown;
  }
}

/** Notes why the sign-in that has begun this session was demanded. */
export function noteAnsweredDemands({ session }: Request, reasons: readonly string[]): void {
  session.answeredDemands = { reasons, until: Date.now() + memory };
}

/** Returns why the sign-in just before was demanded: the reasons that no guard has found met since. */
export function answeredDemandsOf({ session }: Request): readonly string[] {
  const { data } = answeredDemands.safeParse(session.answeredDemands);
  return data && Date.now() < data.until ? data.reasons : [];
}

/** Notes that a demand is met, so that its guard may ask again at any time. A guard that lets a person pass calls it. */
export function forgetDemand(request: Request, reason: string): void {
  const answered = answeredDemandsOf(request);
  if (answered.includes(reason)) {
    const others = answered.filter((other) => other !== reason);
    noteAnsweredDemands(request, others);
  }
}

/** Notes that whatever guard is not passed may ask again. */
export function forgetDemands({ session }: Request): void {
  delete session.answeredDemands;
}
