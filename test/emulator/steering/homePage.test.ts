import { describe, expect, test } from "vitest";
import { webApplication, wellKnownSecret } from "../../../emulator/applications/client.js";
import { librarySettings } from "../../../emulator/steering/home/librarySettings.js";
import { createTenant } from "../../../emulator/tenant.js";
import { firstApp, startTestEmulator } from "../../support/emulator/emulatorApps.js";
import { fay, ordersId, phoneId, redemption, shop, startTenant } from "../../support/emulator/tenantFile.js";
import { unescapeHtml } from "../../support/visitors/html.js";

const page = "c1a00003-0000-4000-8000-000000000003";

/** What the home page says, as people read it. */
async function homeOf({ url }: { readonly url: string }, path = "/") {
  return unescapeHtml(await (await fetch(url + path)).text());
}

describe("The emulator's home page", () => {
  test("lists applications, people and user flows, and the settings of the application that is asked for", async () => {
    const emulator = await startTenant({
      applications: [
        shop,
        { clientId: page, displayName: "Page", spa: { redirectUris: ["http://localhost:5173/"] } },
        { clientId: phoneId, displayName: "Phone", allowPublicClientFlows: true },
        { clientId: ordersId, displayName: "Orders", api: { scopes: ["Orders.Read"] } },
      ],
      users: [fay, { email: "hal@fabrikam.example", displayName: "Hal Osei", disabled: true }],
      userFlows: [{ applications: [shop.clientId], signInWith: "passcode", signUp: false }],
    });
    const home = await homeOf(emulator);
    for (const text of [
      emulator.authority,
      emulator.issuer,
      "Settings for Shop",
      `CLIENT_SECRET=${redemption.client_secret}`,
      fay.password,
      "(disabled)",
      "Orders.Read",
      "Email with passcode; no sign-up",
      "Every other application",
    ]) {
      expect(home).toContain(text);
    }
    expect(home).not.toContain("MSAL Browser");
    const ofPage = await homeOf(emulator, `/?application=${page}`);
    expect(ofPage).toContain("Settings for Page");
    expect(ofPage).toContain("MSAL Browser");
    expect(ofPage).not.toContain("CLIENT_SECRET");
    expect(await homeOf(emulator, `/?application=${phoneId}`)).toContain(
      "MSAL Node: PublicClientApplication",
    );
    expect(await homeOf(emulator, `/?application=${ordersId}`)).toContain("It signs nobody in.");
    expect(await homeOf(emulator, "/?application=unknown&application=2")).toContain("Settings for Shop");
  });

  test("shows no secret of an app that set one, which may be a real tenant's", async () => {
    const emulator = await startTestEmulator([firstApp]);
    const home = await homeOf(emulator);
    expect(home).not.toContain(firstApp.clientSecret);
    expect(home).toContain("The secret is not shown here");
    await emulator.close();
    const known = await startTestEmulator([{ ...firstApp, clientSecret: wellKnownSecret }]);
    expect(await homeOf(known)).toContain(`CLIENT_SECRET=${wellKnownSecret}`);
    await known.close();
  });

  test("stays short in a large tenant", async () => {
    const emulator = await startTenant({
      applications: Array.from({ length: 100 }, (_, index) => ({
        ...shop,
        clientId: `c1a00001-0000-4000-8000-${String(index).padStart(12, "0")}`,
        displayName: `Shop ${index}`,
      })),
      users: Array.from({ length: 1000 }, (_, index) => ({
        email: `person${index}@fabrikam.example`,
        displayName: `Person ${index}`,
      })),
    });
    const home = await homeOf(emulator);
    expect(home).toContain("And 80 more.");
    expect(home).toContain("And 980 more.");
    expect(home.length).toBeLessThan(40_000);
  });

  test("shows names as text", async () => {
    const emulator = await startTenant({
      applications: [{ ...shop, displayName: "<script>alert(1)</script>" }],
    });
    expect(await (await fetch(emulator.url)).text()).not.toContain("<script>alert");
  });
});

describe("The settings of a library", () => {
  const application = webApplication({ ...firstApp, clientSecret: 'a "quoted" \\ secret' });

  test("are of an address that it takes, or say what it needs", () => {
    const settings = librarySettings(createTenant(3001), application);
    const byName = new Map(settings.map(({ library, text, note }) => [library, { text, note }]));
    expect(byName.get("openid-client")?.text).toContain("allowInsecureRequests");
    expect(byName.get("MSAL Node: ConfidentialClientApplication")?.note).toContain("--https");
    const tenant = createTenant(3001);
    const https = { ...tenant, authority: tenant.authority.replace("http:", "https:") };
    for (const { text, note } of librarySettings(https, application)) {
      expect(note).toBeUndefined();
      expect(text).not.toContain("allowInsecureRequests");
    }
  });

  test("are JSON where a library reads JSON, whatever the secret is", () => {
    const shown = { ...application, shownSecret: 'a "quoted" \\ secret' };
    const aspNet = librarySettings(createTenant(3001), shown).find(({ library }) =>
      library.startsWith("ASP.NET"),
    );
    expect(JSON.parse(aspNet?.text ?? "")).toEqual({
      AzureAd: {
        Authority: "http://127.0.0.1:3001/contoso.onmicrosoft.com/v2.0",
        ClientId: firstApp.clientId,
        ClientCredentials: [{ SourceType: "ClientSecret", ClientSecret: 'a "quoted" \\ secret' }],
        CallbackPath: "/auth/redirect",
      },
    });
  });
});
