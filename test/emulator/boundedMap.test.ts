import { expect, test } from "vitest";
import { BoundedMap } from "../../emulator/directory/boundedMap.js";

test("A full map lets its oldest entry go", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1).set("b", 2).set("c", 3);
  expect([...map.keys()]).toEqual(["b", "c"]);
});

test("An entry that is set again counts as new", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1).set("b", 2).set("a", 3).set("c", 4);
  expect([...map]).toEqual([
    ["a", 3],
    ["c", 4],
  ]);
});
