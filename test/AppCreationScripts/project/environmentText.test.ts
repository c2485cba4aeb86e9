import { describe, expect, test } from "vitest";
import {
  clearVariables,
  parseVariables,
  setVariables,
} from "../../../AppCreationScripts/project/environmentText.js";

const mark = "# set by npm run configure";

/** As the mark stood once: behind the value. */
const behind = ` ${mark}`;

describe("A variable is set", () => {
  test.each([
    ["where it stands", "A=1\nB=2\nC=3\n", `A=1\n${mark}\nB=new\nC=3\n`],
    ["below a comment that has it", "A=1\n#B=example\nC=3\n", `A=1\n#B=example\n${mark}\nB=new\nC=3\n`],
    ["below a comment at the end", "#B=example", `#B=example\n${mark}\nB=new`],
    ["below a comment that ends in CRLF", "#B=1\r\nC=3\r\n", `#B=1\r\n${mark}\r\nB=new\r\nC=3\r\n`],
    ["at the end if it is nowhere", "A=1\n", `A=1\n${mark}\nB=new\n`],
    ["at the end of a last line that does not end", "A=1", `A=1\n${mark}\nB=new\n`],
    ["in a file that is empty", "", `${mark}\nB=new\n`],
    ["where it stands rather than in a comment", "#B=example\nB=2\n", `#B=example\n${mark}\nB=new\n`],
    ["where it is set last, which counts", "B=1\nB=2\n", `B=1\n${mark}\nB=new\n`],
    ["after export", "export B=2\n", `${mark}\nexport B=new\n`],
    ["after spaces", "  B = 2\n", `${mark}\n  B=new\n`],
    ["in place of a value in quotes", "B='2 # no comment'\n", `${mark}\nB=new\n`],
    ["in place of a value of many lines", 'B="one\nC=2\n"\nD=3\n', `${mark}\nB=new\nD=3\n`],
    ["outside values of many lines", 'A="one\n#B=2\nB=3\n"\n', `A="one\n#B=2\nB=3\n"\n${mark}\nB=new\n`],
    ["below a comment that stood behind it", "B=2 # mine\n", `# mine\n${mark}\nB=new\n`],
    ["again, with one mark", `${mark}\nB=2\n`, `${mark}\nB=new\n`],
    ["again, with the mark above", `B=2${behind}\n`, `${mark}\nB=new\n`],
    ["and other marks go above their values", `A="1"${behind}\nB=2\n`, `${mark}\nA=1\n${mark}\nB=new\n`],
    ["with the line breaks of the file", "A=1\r\nB=2\r\n", `A=1\r\n${mark}\r\nB=new\r\n`],
    ["at the end with the line breaks of the file", "A=1\r\n", `A=1\r\n${mark}\r\nB=new\r\n`],
    ["with no mark if it has the value already", "B = 'new' # mine\n", "# mine\nB=new\n"],
    ["not if it stands so already", "A=1 # mine\nB=new\n", "A=1 # mine\nB=new\n"],
    ["not in words about it", "# B=2 is what we had\n", `# B=2 is what we had\n${mark}\nB=new\n`],
  ])("%s", (_case, before, after) => {
    expect(setVariables(before, { B: "new" })).toBe(after);
  });

  test.each(["", "a b", "a#b", "it's", 'say "it"', " a ", "#", "a=b", "back\\slash", "\\", "`", "one\ntwo"])(
    "to %j",
    (value) => {
      const text = setVariables("A=1\n", { B: value });
      expect(parseVariables(text)).toEqual({ A: "1", B: value });
    },
  );

  test.each(["a b", "a=b", "$a{b}", "x~y.-_"])("to %j, which needs no quotes, without them", (value) => {
    expect(setVariables("", { B: value })).toBe(`${mark}\nB=${value}\n`);
  });

  test("to nothing that dotenv cannot hold", () => {
    expect(() => setVariables("A=1\n", { B: "#'\"`" })).toThrow("edit it by hand");
  });
});

describe("Variables are emptied", () => {
  test.each([
    ["that were set", `A=1\n${mark}\nB=2\nC=3\n`, "A=1\nB=\nC=3\n"],
    ["that were set when the mark stood behind them", `A=1\nB=2${behind}\nC=3\n`, "A=1\nB=\nC=3\n"],
    ["and keep the comments of others", `B=2 # mine${behind}\n`, "# mine\nB=\n"],
    ["and keep the comments of others above", `# mine\n${mark}\nB=2 # too\n`, "# mine\n# too\nB=\n"],
    ["after export", `${mark}\r\nexport B=2\r\n`, "export B=\r\n"],
    ["not if only the value says so", `B="2${behind}"\n`, `B="2${behind}"\n`],
    ["not if a value of many lines says so", `A="\n${mark}\nB=2\n"\n`, `A="\n${mark}\nB=2\n"\n`],
    ["not if only a comment says so", `#B=2${behind}\n`, `#B=2${behind}\n`],
    ["not if the mark is of another line", `${mark}\nA=1\nB=2\n`, "A=\nB=2\n"],
    ["wherever they were set", `B=1${behind}\nB=2\n`, "B=\nB=2\n"],
  ])("%s", (_case, before, after) => {
    expect(clearVariables(before)).toBe(after);
  });
});
