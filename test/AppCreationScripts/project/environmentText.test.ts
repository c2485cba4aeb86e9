import { describe, expect, test } from "vitest";
import {
  clearVariables,
  parseVariables,
  setVariables,
} from "../../../AppCreationScripts/project/environmentText.js";

const mark = " # set by npm run configure";

describe("A variable is set", () => {
  test.each([
    ["where it stands", "A=1\nB=2\nC=3\n", `A=1\nB=new${mark}\nC=3\n`],
    ["below a comment that has it", "A=1\n#B=example\nC=3\n", `A=1\n#B=example\nB=new${mark}\nC=3\n`],
    ["below a comment at the end", "#B=example", `#B=example\nB=new${mark}`],
    ["below a comment that ends in CRLF", "#B=1\r\nC=3\r\n", `#B=1\r\nB=new${mark}\r\nC=3\r\n`],
    ["at the end where it is nowhere", "A=1\n", `A=1\nB=new${mark}\n`],
    ["at the end of a last line that does not end", "A=1", `A=1\nB=new${mark}\n`],
    ["in a file that is empty", "", `B=new${mark}\n`],
    ["where it stands rather than in a comment", "#B=example\nB=2\n", `#B=example\nB=new${mark}\n`],
    ["where it is set last, which counts", "B=1\nB=2\n", `B=1\nB=new${mark}\n`],
    ["after export", "export B=2\n", `export B=new${mark}\n`],
    ["after spaces", "  B = 2\n", `  B=new${mark}\n`],
    ["in place of a value in quotes", "B='2 # no comment'\n", `B=new${mark}\n`],
    ["in place of a value of many lines", 'B="one\nC=2\n"\nD=3\n', `B=new${mark}\nD=3\n`],
    ["outside values of many lines", 'A="one\n#B=2\nB=3\n"\n', `A="one\n#B=2\nB=3\n"\nB=new${mark}\n`],
    ["before a comment on the line", "B=2 # mine\n", `B=new # mine${mark}\n`],
    ["again, with one mark", `B=2${mark}\n`, `B=new${mark}\n`],
    ["with the line breaks of the file", "A=1\r\nB=2\r\n", `A=1\r\nB=new${mark}\r\n`],
    ["at the end with the line breaks of the file", "A=1\r\n", `A=1\r\nB=new${mark}\r\n`],
    ["not where it has the value already", "B = 'new' # mine\n", "B = 'new' # mine\n"],
    ["not in words about it", "# B=2 is what we had\n", `# B=2 is what we had\nB=new${mark}\n`],
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

  test("to nothing that dotenv cannot hold", () => {
    expect(() => setVariables("A=1\n", { B: "#'\"`" })).toThrow("edit it by hand");
  });
});

describe("Variables are emptied", () => {
  test.each([
    ["that were set", `A=1\nB=2${mark}\nC=3\n`, "A=1\nB=\nC=3\n"],
    ["and keep the comments of others", `B=2 # mine${mark}\n`, "B= # mine\n"],
    ["after export", `export B=2${mark}\r\n`, "export B=\r\n"],
    ["not where only the value says so", `B="2${mark}"\n`, `B="2${mark}"\n`],
    ["not where only a comment says so", `#B=2${mark}\n`, `#B=2${mark}\n`],
    ["wherever they were set", `B=1${mark}\nB=2\n`, "B=\nB=2\n"],
  ])("%s", (_case, before, after) => {
    expect(clearVariables(before)).toBe(after);
  });
});
