import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clearVariables,
  EnvironmentTextError,
  parseVariables,
  setVariables,
} from "../../../AppCreationScripts/project/environmentText.js";

const names = fc.constantFrom("CLIENT_ID", "CLIENT_SECRET", "PORT", "A", "A.b-c");

const words = fc.string({ unit: fc.constantFrom(..."aZ09 ._~-/:=,$!{}é"), maxLength: 12 });

/** Lines as people write them. */
const line = fc.oneof(
  fc.constant(""),
  words.map((text) => `# ${text}`),
  fc.tuple(names, words).map(([name, value]) => `#${name}=${value}`),
  fc.tuple(names, words).map(([name, value]) => `${name}=${value}`),
  fc.tuple(names, words).map(([name, value]) => `export ${name} = ${value} # why`),
  fc
    .tuple(names, fc.array(words, { maxLength: 3 }), fc.constantFrom("'", '"', "`"))
    .map(([name, lines, quote]) => `${name}=${quote}${lines.join("\n")}${quote}`),
);

const file = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([lines, lineBreak, ends]) => lines.join("\n").replaceAll("\n", lineBreak) + (ends ? lineBreak : ""));

/** What nobody writes. */
const anything = fc.string({ unit: fc.constantFrom(..."AB=:'\"`\\# \t\r\n"), maxLength: 24 });

const value = fc.string({ unit: fc.constantFrom(..."aZ09 ._~-#'\"=$"), maxLength: 12 });
const changes = fc.dictionary(names, value, { maxKeys: 4 });
const runs = { numRuns: 2_000 };

/** The lines that say nothing to the app, but for those that `setVariables` adds and moves. */
function commentsOf(text: string): readonly string[] {
  const own = ["# set by npm run configure", "# why"];
  return text.split(/\r?\n/).filter((one) => one.startsWith("# ") && !own.includes(one));
}

function unlessRefused(change: () => void): void {
  try {
    change();
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentTextError);
  }
}

describe("In any .env file", () => {
  test("variables are set as asked, and all others stay", () => {
    fc.assert(
      fc.property(file, changes, (text, variables) => {
        const changed = setVariables(text, variables);
        expect(parseVariables(changed)).toEqual({ ...parseVariables(text), ...variables });
      }),
      runs,
    );
  });

  test("comments stay, in their order", () => {
    fc.assert(
      fc.property(file, changes, (text, variables) => {
        fc.pre(!/['"`]/.test(text));
        expect(commentsOf(setVariables(text, variables))).toEqual(commentsOf(text));
      }),
      runs,
    );
  });

  test("setting the same again changes nothing", () => {
    fc.assert(
      fc.property(file, changes, (text, variables) => {
        const once = setVariables(text, variables);
        expect(setVariables(once, variables)).toBe(once);
      }),
      runs,
    );
  });

  test("what was set is emptied, and nothing else", () => {
    fc.assert(
      fc.property(file, changes, (text, variables) => {
        const before = parseVariables(text);
        const set = Object.entries(variables).filter(([name, one]) => before[name] !== one);
        const emptied = Object.fromEntries(set.map(([name]) => [name, ""]));
        const cleared = clearVariables(setVariables(text, variables));
        expect(parseVariables(cleared)).toEqual({ ...before, ...emptied });
      }),
      runs,
    );
  });

  test("whatever is written in it, a change is right or refused", () => {
    fc.assert(
      fc.property(anything, changes, (text, variables) => {
        unlessRefused(() => {
          const changed = setVariables(text, variables);
          expect(parseVariables(changed)).toEqual({ ...parseVariables(text), ...variables });
        });
      }),
      runs,
    );
  });
});
