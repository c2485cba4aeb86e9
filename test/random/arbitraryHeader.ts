import fc, { type Arbitrary } from "fast-check";
import { bytes, garbage, spoiled } from "./arbitraryText.js";

type Header = readonly [name: string, value: string];

interface Cookies {
  /** The names of the app's own. */
  readonly names: readonly string[];
  /** Whole ones, which belong to others. */
  readonly stolen: readonly string[];
}

const values: Readonly<Record<string, readonly string[]>> = {
  Accept: ["text/html", "application/json", "*/*;q=x"],
  "Accept-Encoding": ["gzip", "br;q=0", "identity;q=0, *;q=0"],
  "Accept-Language": ["de", "x-klingon"],
  Authorization: ["Bearer e30.e30.", "Basic Og==", "Negotiate"],
  "Content-Encoding": ["gzip", "br", "deflate", "zstd", "identity", "gzip, gzip"],
  Expect: ["100-continue", "200-ok"],
  Forwarded: ["for=evil;host=evil.example;proto=https"],
  "If-Modified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT", "yesterday"],
  "If-None-Match": ["*", 'W/"0"'],
  Origin: ["null", "https://evil.example"],
  Range: ["bytes=0-0", "bytes=9-1", "bytes=0-0,2-3,-1", "lines=1"],
  Referer: ["https://evil.example/?code=1"],
  "Sec-Fetch-Dest": ["document", "image", "empty", "iframe"],
  "Sec-Fetch-Mode": ["navigate", "no-cors", "cors"],
  "Sec-Fetch-Site": ["cross-site", "same-origin", "none", "same-site"],
  "Sec-Purpose": ["prefetch"],
  TE: ["trailers"],
  Upgrade: ["websocket", "h2c", "TLS/1.0"],
  "X-Forwarded-For": ["127.0.0.1", "::1, evil", "unknown"],
  "X-Forwarded-Host": ["evil.example", "localhost, evil", "[::1"],
  "X-Forwarded-Proto": ["https", "http,https", "ftp"],
  "X-HTTP-Method-Override": ["DELETE"],
};

const known = fc
  .constantFrom(...Object.keys(values))
  .chain((name) => fc.tuple(fc.constant(name), fc.oneof(fc.constantFrom(...(values[name] ?? [])), garbage)));

/** Cookies of the app's own: whole, spoiled, twice, in any order; and others. */
function cookie({ names, stolen }: Cookies): Arbitrary<string> {
  const one = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...stolen) },
    { weight: 2, arbitrary: fc.constantFrom(...stolen).chain(spoiled) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...names), garbage).map(([name, value]) => `${name}=${value}`),
    },
    { weight: 1, arbitrary: garbage },
  );
  return fc.array(one, { minLength: 1, maxLength: 8 }).map((all) => all.join("; "));
}

export function arbitraryHeader(cookies: Cookies): Arbitrary<Header> {
  return fc.oneof(
    { weight: 4, arbitrary: known },
    { weight: 4, arbitrary: fc.tuple(fc.constant("Cookie"), cookie(cookies)) },
    { weight: 1, arbitrary: fc.tuple(bytes, garbage) },
  );
}
