import fc, { type Arbitrary } from "fast-check";
import { bytes, garbage, mostly, spoiled } from "./arbitraryText.js";

const ownPaths = [
  ...["/", "/auth/signin", "/auth/redirect", "/auth/signout", "/users/id"],
  ...["/stylesheets/pico.min.css", "/scripts/repost.js", "/icon.svg"],
];

const values: Readonly<Record<string, readonly string[]>> = {
  returnTo: ["/users/id", "//evil.example", "/\\evil.example", "https://evil.example"],
  prompt: ["login", "none", "create"],
  login_hint: ["ada@contoso.example"],
  domain_hint: ["google"],
  ui_locales: ["de"],
  moved: ["1"],
  signin: ["cancelled"],
  code: ["the-code"],
  // Not server_error or temporarily_unavailable: with them the tenant says that it fails, and the app answers with 503.
  error: ["access_denied", "interaction_required", "invalid_request"],
  error_description: ["AADSTS65004: no", "AADSTS50105: no", "AADSTS999999999999"],
  client_info: ["e30"],
  iss: ["https://evil.example"],
  reposted: ["1"],
  state: [],
};

/** Parameters of the app's own requests and forms, wrong and right, once and more often. */
export function parameters(states: readonly string[]): Arbitrary<string> {
  const parameter = fc
    .constantFrom(...Object.keys(values))
    .chain((name) =>
      fc.tuple(
        mostly(
          fc.constant(name),
          fc.constantFrom(`${name}[]`, `${name}[__proto__]`, "__proto__[x]", `${name}%00`),
        ),
        fc.oneof(
          fc
            .constantFrom(...(values[name] ?? []), ...(name === "state" ? states : ["x"]))
            .map(encodeURIComponent),
          garbage,
        ),
      ),
    )
    .map(([name, value]) => `${name}=${value}`);
  const answer = fc
    .tuple(fc.constantFrom(...states), fc.constantFrom("code=x", "error=access_denied", "error=x", "iss=x"))
    .map(([state, rest]) => `reposted=1&state=${state}&${rest}`);
  return fc.oneof(
    { weight: 3, arbitrary: answer },
    { weight: 3, arbitrary: fc.array(parameter, { maxLength: 5 }).map((all) => all.join("&")) },
    { weight: 1, arbitrary: garbage },
  );
}

const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ownPaths) },
  { weight: 2, arbitrary: fc.constantFrom(...ownPaths).chain(spoiled) },
  { weight: 1, arbitrary: fc.webPath() },
  { weight: 1, arbitrary: bytes.map((text) => `/${text}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("*", "", "/%2e%2e/package.json", "//", "/auth//signin", "/AUTH/SIGNIN/"),
  },
);

/** Request targets in each of their forms (RFC 9112, section 3.2). */
export function arbitraryTarget(states: readonly string[]): Arbitrary<string> {
  const origin = mostly(
    fc.constant(""),
    fc.constantFrom(
      "http://localhost",
      "https://evil.example:99999",
      "http:",
      "//evil.example",
      "ftp://[::1",
      "evil:80",
    ),
  );
  const query = fc.option(parameters(states), { nil: undefined });
  return fc
    .tuple(origin, path, query)
    .map(([before, at, after]) => before + at + (after === undefined ? "" : `?${after}`));
}
