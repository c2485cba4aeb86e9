import { describe, expect, test } from "vitest";
import type { TestApp } from "../app/startApp.js";
import { signIn, type Visitor, visitorOf } from "../visitors/signInByHttp.js";
import type { TenantStub } from "./tenantStub.js";

interface Apps {
  readonly tenant: TenantStub;
  readonly signedInAt: Pick<TestApp, "url">;
  /** The one that browsers tell of the sign-out. */
  readonly toldAt: Pick<TestApp, "url">;
}

/** What has to hold wherever the sessions are stored. */
export function describeFrontChannelLogout(where: string, { tenant, signedInAt, toldAt }: Apps): void {
  const tenantPath = new URL(tenant.issuer).pathname;

  async function signedIn(sid: string): Promise<Visitor> {
    const visitor = visitorOf(signedInAt);
    await signIn(visitor, tenant, { idToken: (claims) => tenant.sign({ ...claims, sid }) });
    await visitor.get("/users/id").expect(200);
    return visitor;
  }

  function logout(query: Record<string, string>) {
    return visitorOf(toldAt).get("/auth/frontchannel-logout").query(query);
  }

  describe(`GET /auth/frontchannel-logout ${where}`, () => {
    test.each([
      ["a sid alone, as Entra does", { sid: "sid-of-ada" }],
      ["its issuer too", { iss: tenant.issuer, sid: "sid-of-ada" }],
    ])(
      "ends every session with that sid, at once, and no others, where the tenant sends %s",
      async (_what, query) => {
        const laptop = await signedIn("sid-of-ada");
        const phone = await signedIn("sid-of-ada");
        const ben = await signedIn("sid-of-ben");
        await logout(query).expect(200);
        await laptop.get("/users/id").expect(302);
        await phone.get("/users/id").expect(302);
        await ben.get("/users/id").expect(200);
      },
    );

    test.each([
      ["another issuer", { iss: "https://login.microsoftonline.com/someone-else/v2.0", sid: "sid-kept" }],
      ["another host with the tenant's id", { iss: `https://evil.example${tenantPath}`, sid: "sid-kept" }],
      ["no sid", { iss: "ISSUER" }],
      ["an empty sid", { iss: "ISSUER", sid: "" }],
      ["another sid", { iss: "ISSUER", sid: "sid-of-nobody" }],
    ])("changes nothing for %s", async (_what, query) => {
      const person = await signedIn("sid-kept");
      const asked = Object.fromEntries(
        Object.entries(query).map(([name, value]) => [name, value.replace("ISSUER", tenant.issuer)]),
      );
      await logout(asked).expect(200);
      await person.get("/users/id").expect(200);
    });

    test("changes nothing for HEAD, which asks for headers alone", async () => {
      const person = await signedIn("sid-asked-for");
      await visitorOf(toldAt).head("/auth/frontchannel-logout").query({ sid: "sid-asked-for" }).expect(200);
      await person.get("/users/id").expect(200);
    });

    test("may be framed by the tenant and is never cached", async () => {
      const { headers } = await logout({ iss: tenant.issuer, sid: "any" }).expect(200);
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["x-frame-options"]).toBeUndefined();
      expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors *");
      expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
      expect(headers["content-type"]).toMatch(/^text\/plain/);
    });
  });
}
