import fc, { type Arbitrary } from "fast-check";

/** The usual value nine times out of ten. */
export function mostly<T>(usual: Arbitrary<T>, otherwise: Arbitrary<T>): Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: otherwise });
}

/** Bytes as text, a character each. */
export const bytes = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
});

/** What breaks parsers, templates, logs and lookups by name. */
export const garbage: Arbitrary<string> = fc.oneof(
  bytes,
  fc.string({ unit: "binary" }).map((text) => Buffer.from(text).toString("latin1")),
  fc.webQueryParameters(),
  fc.constantFrom(
    ...[
      "",
      "%",
      "%00",
      "%0d%0aX: y",
      "%E0%A4%A",
      "%ff",
      "%25%32%65",
      "+",
      "\\",
      "//evil.example",
      "null",
      "[]",
    ],
    ...["__proto__", "constructor", "prototype", "toString", "{{this}}", "<script>", "#{7*7}", "' or 1=1--"],
    ...["../../etc/passwd", "..%2f..%2f", "\u0000", "\r\n", "1e999", "-1", "j:{}"],
  ),
  fc
    .tuple(
      fc.constantFrom("a", "%41", "[", "&", "=", ";", "."),
      fc.oneof(fc.nat(300), fc.nat(2_000), fc.nat(20_000)),
    )
    .map(([text, times]) => text.repeat(times)),
);

/** A text that somebody has cut short, made longer, or spoiled in one place. */
export function spoiled(text: string): Arbitrary<string> {
  return fc.oneof(
    fc.nat(text.length).map((length) => text.slice(0, length)),
    garbage.map((more) => text + more),
    fc.tuple(fc.nat(text.length), bytes).map(([at, other]) => text.slice(0, at) + other + text.slice(at + 1)),
  );
}
