/** Headers of forms that no page of the app has sent: by Fetch Metadata (section 2.3) or by `Origin` (RFC 6454, section 7). */
export function foreignForms(own: string): [whose: string, headers: Record<string, string>][] {
  return [
    ["of another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }],
    ["of another origin of the same site", { "Sec-Fetch-Site": "same-site", Origin: "http://localhost:1" }],
    ["of nobody's page", { "Sec-Fetch-Site": "none" }],
    ["of another origin, without Fetch Metadata", { Origin: "https://evil.example" }],
    ["of a page without an origin", { Origin: "null" }],
    ["of a client that does not say where it comes from", {}],
    ["of another site, with another's origin", { "Sec-Fetch-Site": "cross-site", Origin: own }],
  ];
}
