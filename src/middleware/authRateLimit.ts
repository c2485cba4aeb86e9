import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit, type Store } from "express-rate-limit";
import createError from "http-errors";
import type { Config } from "../config/config.js";
import { rateLimited } from "../telemetry/events.js";

/**
 * Limits how often one address may ask for what costs the app and the tenant most (RFC 6585, section 4). While the store
 * is away nobody is counted: a person who signs in matters more. Without a store it counts in this process.
 */
export function authRateLimit({ authRateLimit: limit }: Config, store: Store | undefined): RequestHandler {
  return rateLimit({
    ...(store && { store }),
    passOnStoreError: true,
    // The store itself says once that it is away.
    logger: { error: () => undefined, warn: () => undefined },
    windowMs: 60_000,
    // Of those who have gone the address is unknown, and they share a place.
    keyGenerator: (request) =>
      ipKeyGenerator(withoutPort(request.ip ?? "")) + (isForced(request) ? " forced" : ""),
    limit,
    skip: () => limit === 0,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Its checks of proxy settings print to the console, once for whoever sends an X-Forwarded-For.
    validate: false,
    handler: (_request, _response, next) => {
      rateLimited.publish({});
      next(createError(429));
    },
  });
}

/**
 * True if another site's page has made the browser go here with nobody pressing anything (Fetch Metadata, section 2.4).
 * It can do so hundreds of times, breaking off each before it is answered, and would use up what the person has.
 */
function isForced(request: Request): boolean {
  const site = request.get("Sec-Fetch-Site") ?? "none";
  return ["cross-site", "same-site"].includes(site) && request.get("Sec-Fetch-User") !== "?1";
}

/**
 * Azure Application Gateway names a client with its port, which differs from connection to connection: `192.0.2.1:50000`,
 * `[2001:db8::1]:50000`.
 *
 * @see https://azure.microsoft.com/blog/rewrite-http-headers-with-azure-application-gateway/
 */
function withoutPort(address: string): string {
  const [, ipv6, ipv4] = /^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/.exec(address) ?? [];
  return ipv6 ?? ipv4 ?? address;
}
