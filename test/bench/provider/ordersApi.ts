import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { keepAliveTimeout } from "../../support/network/keepAliveTimeout.js";
import { claimsOf, nameOf, opaque } from "../load/people.js";

/** In characters, as Entra's. */
const tokenLength = 1900;

const orders = [
  {
    id: "3f1c7a52-0d5e-4b8a-9c66-5a1e2d7b8f90",
    quantity: 1,
    total: 8900,
    currency: "EUR",
    orderedAt: "2026-07-13T10:00:00Z",
    state: "open",
  },
  {
    id: "b7e2d9a4-6c31-4f0b-8e15-92c4a8d3f671",
    quantity: 2,
    total: 3450,
    currency: "EUR",
    orderedAt: "2026-06-02T08:30:00Z",
    state: "shipped",
  },
];

/** Returns the access token of a person, which begins with the person's number. */
export function accessTokenOf(person: number): string {
  const start = `${person}.`;
  return start + opaque("access token", person, tokenLength - start.length);
}

/**
 * Starts an orders API that answers at once, and returns its address. What it lists bears the name of the person whose
 * token came, so that a page with the token of somebody else is a wrong one.
 */
export async function startOrdersApi(): Promise<string> {
  const server = createServer({ keepAliveTimeout }, (request, response) => {
    const person = personOf(request);
    response.setHeader("Content-Type", "application/json");
    if (person === undefined) {
      response.writeHead(401).end("{}");
      return;
    }
    const own = { item: `Lamp of ${nameOf(person)}`, customer: claimsOf(person).oid };
    response.end(JSON.stringify({ orders: orders.map((order) => ({ ...order, ...own })) }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The API has no port.");
  }
  return `http://127.0.0.1:${address.port}`;
}

function personOf({ headers: { authorization = "" } }: IncomingMessage): number | undefined {
  const token = authorization.replace(/^Bearer /, "");
  const person = Number.parseInt(token, 10);
  return token === accessTokenOf(person) ? person : undefined;
}
