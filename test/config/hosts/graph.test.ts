import { describe, expect, test } from "vitest";
import { graphUrlOf, isGraph } from "../../../src/config/hosts/graph.js";

describe("Microsoft Graph", () => {
  test.each([
    ["https://contoso.ciamlogin.com/contoso.onmicrosoft.com", "https://graph.microsoft.com"],
    ["https://login.contoso.com/contoso.onmicrosoft.com/v2.0", "https://graph.microsoft.com"],
    ["https://login.microsoftonline.com/contoso.com", "https://graph.microsoft.com"],
    ["https://login.microsoftonline.us/contoso.us", "https://graph.microsoft.us"],
    ["https://login.partner.microsoftonline.cn/contoso.cn", "https://microsoftgraph.chinacloudapi.cn"],
    ["http://127.0.0.1:3001/contoso.onmicrosoft.com", "http://127.0.0.1:3001"],
  ])("of people who sign in at %s is %s", (authority, graph) => {
    expect(graphUrlOf(authority)).toBe(graph);
  });

  test("is known by each of its addresses, and nothing else is", () => {
    const apis = [
      "https://graph.microsoft.com",
      "https://graph.microsoft.us",
      "https://graph.example.com",
      "",
    ];
    expect(apis.map(isGraph)).toEqual([true, true, false, false]);
  });
});
