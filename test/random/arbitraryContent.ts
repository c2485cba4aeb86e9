import { gzipSync } from "node:zlib";
import fc, { type Arbitrary } from "fast-check";
import { parameters } from "./arbitraryTarget.js";
import { garbage, mostly } from "./arbitraryText.js";

/** The end of a request: the headers that describe its content, and the content, a character for each byte. */
interface Content {
  readonly headers: readonly string[];
  readonly body: string;
}

const none: Arbitrary<Content> = fc.constant({ headers: [], body: "" });

const form = "application/x-www-form-urlencoded";

const contentType = mostly(
  fc.constant(form),
  fc.constantFrom(
    `${form}; charset=utf-16`,
    `${form}; charset=\u00ff`,
    "application/json",
    "multipart/form-data; boundary=b",
    "multipart/form-data",
    "text/plain",
    "",
    ";",
    "application/",
  ),
);

function body(states: readonly string[]): Arbitrary<string> {
  const anyParameters = parameters(states);
  return fc.oneof(
    { weight: 5, arbitrary: anyParameters },
    { weight: 1, arbitrary: anyParameters.map((text) => gzipSync(text).toString("latin1")) },
    { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text).toString("latin1")) },
    { weight: 1, arbitrary: garbage.map((text) => `--b\r\n\r\n${text}\r\n--b--`) },
    { weight: 1, arbitrary: fc.constantFrom("a=&".repeat(50_000), "a&".repeat(999), "a&".repeat(1_001)) },
    { weight: 1, arbitrary: garbage },
  );
}

type Frame = (content: string) => Content;

/** How long the content is said to be. Whoever says too much is waited for, so nobody here does. */
const framing = mostly(
  fc.constantFrom<Frame>(
    (content) => ({ headers: [`Content-Length: ${content.length}`], body: content }),
    (content) => ({ headers: ["Transfer-Encoding: chunked"], body: inChunks(content) }),
  ),
  fc.constantFrom<Frame>(
    (content) => ({ headers: [], body: content }),
    (content) => ({ headers: ["Content-Length: 0"], body: content }),
    (content) => ({ headers: ["Content-Length: -1"], body: content }),
    (content) => ({ headers: ["Content-Length: 1", "Content-Length: 0"], body: content }),
    (content) => ({ headers: ["Transfer-Encoding: chunked"], body: `zz\r\n${content}` }),
    (content) => ({ headers: ["Transfer-Encoding: chunked", "Content-Length: 0"], body: inChunks(content) }),
    (content) => ({ headers: ["Transfer-Encoding: gzip"], body: content }),
  ),
);

function inChunks(content: string): string {
  const chunk = content === "" ? "" : `${content.length.toString(16)}\r\n${content}\r\n`;
  return `${chunk}0\r\n\r\n`;
}

export function arbitraryContent(states: readonly string[]): Arbitrary<Content> {
  const some = fc.tuple(contentType, body(states), framing).map(([type, content, frame]) => {
    const framed = frame(content);
    return { ...framed, headers: [`Content-Type: ${type}`, ...framed.headers] };
  });
  return fc.oneof(none, some);
}
