import { describe, expect, test } from "vitest";
import { adviceFor } from "../../src/auth/aadstsAdvice.js";

describe("the advice for an AADSTS number", () => {
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
