import { METHODS } from "node:http";
import fc, { type Arbitrary } from "fast-check";
import { arbitraryContent } from "./arbitraryContent.js";
import { arbitraryHeader } from "./arbitraryHeader.js";
import { arbitraryTarget } from "./arbitraryTarget.js";
import { bytes, mostly } from "./arbitraryText.js";

/** What an attacker may have got hold of: cookies that the app gave out, and the states of sign-ins under way. */
export interface Loot {
  /** The names of the app's cookies, which everybody knows. */
  readonly names: readonly string[];
  readonly cookies: readonly string[];
  readonly states: readonly string[];
}

/** Without CONNECT: to a request for a tunnel Node.js gives no answer, it closes the connection. */
const methods = METHODS.filter((name) => name !== "CONNECT");

const method = fc.oneof(
  { weight: 20, arbitrary: fc.constant("GET") },
  { weight: 20, arbitrary: fc.constant("POST") },
  { weight: 10, arbitrary: fc.constantFrom(...methods) },
  { weight: 1, arbitrary: fc.constantFrom("get", "BREW", "", "GET GET") },
  { weight: 1, arbitrary: bytes },
);

const version = mostly(
  fc.constant("HTTP/1.1"),
  fc.constantFrom("HTTP/1.0", "HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "http/1.1", ""),
);

/** What HTTP has no place for in a request target, in the name of a header, in its value. */
const illegal = { target: /[^!-~]/g, name: /[^\w-]/g, value: /[^\t -~\x80-\xff]/g };

/** A request, a character for each byte, after whose answer the connection ends. */
export function arbitraryRequest(host: string, { names, cookies, states }: Loot): Arbitrary<string> {
  const hosts = mostly(
    fc.constant(host),
    fc.constantFrom("", "evil.example", "a b", "[::1", "localhost:99999", "%00"),
  );
  return fc
    .record({
      to: fc.oneof(
        { weight: 2, arbitrary: fc.tuple(method, arbitraryTarget(states)) },
        { weight: 1, arbitrary: fc.constant(["POST", "/auth/redirect"] as const) },
      ),
      version,
      host: hosts,
      headers: fc.array(arbitraryHeader({ names, stolen: cookies }), { maxLength: 5 }),
      content: arbitraryContent(states),
      // Whatever is illegal ends in the parser of Node.js, which must not be the end of most.
      legal: mostly(fc.constant(true), fc.constant(false)),
    })
    .map(({ to: [method, target], version, host, headers, content, legal }) => {
      const lines = [
        `${method} ${legal ? target.replace(illegal.target, encodeURIComponent) : target} ${version}`,
        `Host: ${host}`,
        ...headers.map(([name, value]) =>
          legal
            ? `${name.replace(illegal.name, "") || "X"}: ${value.replace(illegal.value, "")}`
            : `${name}: ${value}`,
        ),
        ...content.headers,
        "Connection: close",
      ];
      return `${lines.join("\r\n")}\r\n\r\n${content.body}`;
    });
}
