import { describe, expect, onTestFinished, test } from "vitest";
import { ada, ben, responseOf, typeCredentials } from "../../support/emulator/emulatorApps.js";
import { ordersApiId } from "../../support/emulator/startAppWithOrders.js";
import { builtProgram, freePort, freePorts, startServer } from "../../support/process/startServer.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";
import { beginSignIn, postAnswer, visitorOf } from "../../support/visitors/signInByHttp.js";

/** The app as `npm start` runs it where no tenant is configured. */
async function startApp(environment: Readonly<Record<string, string>> = {}) {
  const ports = await freePorts();
  const server = startServer({ environment: { ...ports, ...environment } });
  onTestFinished(() => server.stop("SIGKILL"));
  const output = await server.printed("Stop with Ctrl+C");
  const apiUrl = `http://127.0.0.1:${ports.ORDERS_API_PORT}`;
  return { ...server, output, apiUrl, appUrl: `http://localhost:${ports.PORT}` };
}

/** Somebody who has signed in because this page asked for it. */
async function signedIn({ email, password }: typeof ada, appUrl: string, path: string) {
  const visitor = visitorOf({ url: appUrl });
  const { headers } = await visitor.get(path).expect(302);
  const authorizationUrl = await beginSignIn(visitor, headers.location);
  const tenant = new FormBrowser(new URL(authorizationUrl).origin);
  const answer = await typeCredentials(tenant, await tenant.open(authorizationUrl), email, password);
  await postAnswer(visitor, responseOf(answer)).expect(200);
  return visitor;
}

describe("with no tenant, the app", () => {
  test("starts the orders API beside it, which ends with it", async () => {
    const { output, apiUrl, stop, ended } = await startApp();
    expect(output).toContain(`The orders API is at ${apiUrl}\n`);
    expect((await fetch(`${apiUrl}/orders`)).status).toBe(401);
    stop("SIGTERM");
    const { code, output: all } = await ended;
    expect(code).toBe(0);
    expect(all).not.toMatch(/error|Bearer|eyJ/);
    await expect(fetch(`${apiUrl}/orders`)).rejects.toThrow();
  });

  test("shows both people their orders, and all of them to whom has the role", async () => {
    const { appUrl } = await startApp();
    const manager = await signedIn(ada, appUrl, "/orders");
    const own = (await manager.get("/orders").expect(200)).text;
    expect(own).toContain("Storm lantern");
    const all = (await manager.get("/orders/all").expect(200)).text;
    expect(all).toContain("<h1>All orders</h1>");
    const customer = await signedIn(ben, appUrl, "/orders");
    const others = (await customer.get("/orders").expect(200)).text;
    expect(linksToCancel(others)).toHaveLength(2);
    expect(linksToCancel(others)).not.toEqual(linksToCancel(own));
    const refusal = await customer.get("/orders/all").set("Accept", "text/html").expect(403);
    expect(refusal.text).toContain("Orders.Manager");
  });

  test("starts none where ORDERS_API_URL names another", async () => {
    const { output, apiUrl } = await startApp({ ORDERS_API_URL: "http://localhost:1" });
    expect(output).not.toContain("orders API");
    await expect(fetch(`${apiUrl}/orders`)).rejects.toThrow();
  });
});

describe("npm run orders-api", () => {
  const program = () => [builtProgram("orders-api")];

  test("starts the API alone, for a tenant", async () => {
    const ORDERS_API_PORT = String(await freePort());
    const server = startServer({
      program: program(),
      dotenv: `TENANT_SUBDOMAIN=contoso\nCLIENT_ID=${ordersApiId}\nORDERS_API_CLIENT_ID=${ordersApiId}\n`,
      environment: { ORDERS_API_PORT },
    });
    onTestFinished(() => server.stop("SIGKILL"));
    const output = await server.printed("Ctrl+C");
    expect(output).toContain("for access tokens of https://contoso.ciamlogin.com/contoso.onmicrosoft.com");
    expect((await fetch(`http://127.0.0.1:${ORDERS_API_PORT}/orders`)).status).toBe(401);
    server.stop("SIGTERM");
    expect((await server.ended).code).toBe(0);
  });

  test("says in a sentence what is missing", async () => {
    const { code, errors } = await startServer({ program: program() }).ended;
    expect(code).toBe(1);
    expect(errors).toMatch(/^The settings cannot be used:\n( {2}\w+ .*\n){3}$/);
  });
});

function linksToCancel(html: string): string[] {
  return html.match(/\/orders\/[\w-]+\/cancel/g) ?? [];
}
