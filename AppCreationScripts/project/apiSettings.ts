import type { Variables } from "./environmentText.js";

/** The variables by which the app and the orders API know each other. */
export const apiVariables = ["API_SCOPES", "ORDERS_API_CLIENT_ID", "ORDERS_API_URL"] as const;

/** Where the orders API listens unless it is told. */
export const ordersApiUrl = "http://localhost:3002";

/** Returns what `.env` needs for the app to ask for scopes too; those that it has stay. */
export function scopeSettings(scopes: readonly string[], current: Variables): Variables {
  const asked = scopesIn(current);
  const missing = scopes.filter((scope) => !asked.includes(scope));
  return missing.length > 0 ? { API_SCOPES: [...asked, ...missing].join(" ") } : {};
}

/**
 * Returns what `.env` needs for the next run to know the orders API. If it names another one, the scopes of that one are
 * taken out: Entra would refuse to sign anybody in for them.
 */
export function ordersApiNoted(appId: string, current: Variables): Variables {
  const named = current.ORDERS_API_CLIENT_ID;
  if (named === appId) {
    return {};
  }
  const asked = scopesIn(current);
  const kept = asked.filter((scope) => !named || !scope.startsWith(`api://${named}/`));
  return {
    ORDERS_API_CLIENT_ID: appId,
    ...(kept.length < asked.length ? { API_SCOPES: kept.join(" ") } : {}),
  };
}

/** Returns what `.env` needs for the app to call the orders API, whose scopes have these full names. */
export function ordersApiSettings(scopes: readonly string[], current: Variables): Variables {
  return {
    ...scopeSettings(scopes, current),
    ...(current.ORDERS_API_URL ? {} : { ORDERS_API_URL: ordersApiUrl }),
  };
}

function scopesIn({ API_SCOPES = "" }: Variables): readonly string[] {
  return API_SCOPES.split(/\s+/).filter((scope) => scope !== "");
}
