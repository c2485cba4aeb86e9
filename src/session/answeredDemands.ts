import type { Request } from "express";
import * as z from "zod";

const reasons = z.array(z.string()).catch([]);

declare module "express-session" {
  interface SessionData {
    /** The reasons of the demands that this session's sign-in has answered, but for those that were then met. */
    answeredDemands?: unknown;
  }
}

/** Returns the reasons of the demands that the session began with and that no guard has found met since. */
export function answeredDemandsOf({ session }: Request): readonly string[] {
  return reasons.parse(session.answeredDemands);
}

/** Notes that a demand is met, so that its guard may ask again another day. A guard that lets a person pass calls it. */
export function forgetDemand(request: Request, reason: string): void {
  const answered = answeredDemandsOf(request);
  if (answered.includes(reason)) {
    request.session.answeredDemands = answered.filter((other) => other !== reason);
  }
}
