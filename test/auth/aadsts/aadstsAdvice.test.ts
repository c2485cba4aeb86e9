import { describe, expect, test } from "vitest";
import { adviceFor } from "../../../src/auth/aadsts/aadstsAdvice.js";

/** All numbers that the facts about Entra name, by what they mean. */
const kinds = {
  app_refused: [
    50011, 50146, 65001, 70003, 90002, 90094, 500011, 501461, 650051, 650057, 700016, 700024, 700025, 700027,
    700038, 700054, 700211, 700212, 700213, 700236, 1000502, 7000215, 7000218, 7000222, 9002313, 9002327,
  ],
  sign_in_expired: [50132, 50133, 50139, 50173, 54005, 70000, 70008, 70043, 501481, 700082],
  sign_in_refused: [
    50057, 50058, 50072, 50076, 50078, 50079, 50085, 50105, 50196, 53003, 65004, 500208, 530003, 901011,
    1100001,
  ],
  tenant_unavailable: [90012, 90055],
};

describe("the advice for an AADSTS number", () => {
  test.each(Object.entries(kinds))("says of each number what it means: %s", (code, numbers) => {
    expect(numbers.filter((aadsts) => adviceFor(aadsts)?.code !== code)).toEqual([]);
  });

  test.each([
    [7000215, /CLIENT_SECRET is wrong/],
    [7000222, /CLIENT_SECRET has expired/],
    [700027, /certificate/],
    [700016, /CLIENT_ID is not an application of this tenant/],
    [700038, /CLIENT_ID/],
    [50011, /REDIRECT_URI is not registered/],
    [54005, /redeemed before/],
    [70008, /expired/],
    [501481, /PKCE/],
    [65001, /consent/],
    [50076, /multifactor/],
    [50079, /multifactor/],
    [50105, /Assign/],
    [500208, /workforce/],
    [700054, /id_token/],
    [9002327, /Single-page application.*platform Web/],
    [7000218, /without a secret or certificate/],
    [700025, /public client/],
    [90002, /no such tenant.*TENANT_SUBDOMAIN/],
    [900021, /no such tenant/],
    [700236, /managed identity.*Key Vault/],
    [901011, /e-mail address.*user flow/],
    [700024, /clock/],
    [53003, /Conditional Access/],
    [530003, /Conditional Access/],
    [1100001, /custom authentication extension/],
    [650051, /service principal/],
    [90094, /consent/],
    [50196, /loop/],
    [50057, /disabled/],
    [90055, /overloaded/],
  ])("%i tells developers what to mend", (aadsts, developer) => {
    expect(adviceFor(aadsts)?.developer).toMatch(developer);
  });

  test.each([7000215, 7000222, 700027, 700016, 700038, 50011, 65001, 700054])(
    "%i tells people only whom to ask, for they can mend nothing",
    (aadsts) => {
      expect(adviceFor(aadsts)?.person).toBe(
        "This app is not set up correctly. Please tell the people who run it.",
      );
    },
  );

  test.each([undefined, 0, 12345, Number.NaN])("is none for %s", (aadsts) => {
    expect(adviceFor(aadsts)).toBeUndefined();
  });
});
