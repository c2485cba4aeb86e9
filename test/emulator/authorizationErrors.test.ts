import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstApp, MsalApp, responseOf, startTestEmulator } from "../support/emulator/emulatorApps.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

async function open(change: (parameters: URLSearchParams) => void) {
  const url = new URL(await new MsalApp(emulator, firstApp).authorizationUrl({ responseMode: "query" }));
  change(url.searchParams);
  return new FormBrowser(emulator.url).open(url.href);
}

describe("The emulator keeps to its own page, and never redirects,", () => {
  test.each([
    "https://evil.example/",
    "http://localhost:3000/auth/redirect/",
    "http://localhost:3000/auth/redirect?x=1",
    "javascript:alert(1)",
    "not a uri",
  ])("for the unregistered redirect URI %j", async (uri) => {
    const page = await open((parameters) => parameters.set("redirect_uri", uri));
    expect(page).toMatchObject({ status: 400, heading: "Sorry, the sign-in cannot start" });
    expect(page.html).toContain("AADSTS50011: ");
    expect(page.html).not.toContain("evil.example");
  });

  test("for an unknown app", async () => {
    const page = await open((parameters) => parameters.set("client_id", randomUUID()));
    expect(page).toMatchObject({ status: 400, heading: "Sorry, the sign-in cannot start" });
    expect(page.html).toContain("AADSTS700016: ");
  });

  test("for an unregistered redirect URI even where the request has other faults", async () => {
    const page = await open((parameters) => {
      parameters.set("redirect_uri", "https://evil.example/");
      parameters.set("response_type", "nonsense");
    });
    expect(page.html).toContain("AADSTS50011: ");
  });

  test("for a request that names its app twice, or not at all", async () => {
    expect((await open((parameters) => parameters.append("client_id", "x"))).status).toBe(400);
    expect((await open((parameters) => parameters.delete("client_id"))).status).toBe(400);
  });
});

describe("The app gets an AADSTS number", () => {
  test.each([
    ["unsupported_response_type", 700054, "response_type", "id_token"],
    ["invalid_request", 9002313, "prompt", "dance"],
    ["invalid_scope", 70011, "scope", "openid orders/Read"],
    ["invalid_request", 9002313, "code_challenge_method", "S512"],
    ["invalid_request", 9002313, "state", "second"],
  ])("%s AADSTS%i for a bad %s", async (error, number, name, value) => {
    const page = await open((parameters) =>
      name === "state" ? parameters.append(name, value) : parameters.set(name, value),
    );
    const response = responseOf(page);
    expect(response).toMatchObject({ error });
    expect(response.error_description).toMatch(new RegExp(`^AADSTS${number}: `));
    expect(response).not.toHaveProperty("iss");
  });
});

test("PKCE is not demanded, since Entra takes confidential clients without it", async () => {
  const page = await open((parameters) => {
    parameters.delete("code_challenge");
    parameters.delete("code_challenge_method");
  });
  expect(page.heading).toBe("Sign in");
});
