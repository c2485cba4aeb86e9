import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { startNativeTenant } from "../../support/emulator/nativeTenant.js";

const readme = readFileSync("emulator/README.md", "utf8");
const [, section = ""] = /### Native authentication\n(.*?)\n## /s.exec(readme) ?? [];

/** The endpoints that a row names: the first with its path, the others by their last part. */
function endpointsOf(row: string): string[] {
  const [first = "", ...others] = [...row.matchAll(/`([\w./]+)`/g)].map(([, name = ""]) => name);
  return [first, ...others.map((name) => path.posix.join(path.posix.dirname(first), name))];
}

const endpoints = [...section.matchAll(/^\| (`\/[^|]+) \|/gm)].flatMap(([, row = ""]) => endpointsOf(row));

test("The README names each endpoint of the native authentication API, and it is there", async () => {
  expect(endpoints).toHaveLength(12);
  const { emulator } = await startNativeTenant();
  for (const endpoint of endpoints) {
    const body = new URLSearchParams({ grant_type: "oob" });
    const response = await fetch(`${emulator.authority}${endpoint}`, { method: "POST", body });
    expect({ endpoint, answer: await response.json() }).toMatchObject({
      answer: { error: "invalid_request", error_codes: [90100] },
    });
  }
});

test("The README lists the numbers that the native authentication API has of its own", () => {
  const sources = readdirSync("emulator/native", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join("emulator/native", file), "utf8"))
    .join("\n");
  const numbers = new Set(
    [...sources.matchAll(/(?:number: |, |= )(\d{5,7})\b/g)].map(([, number]) => number),
  );
  // Those of every endpoint, the common ones for requests that are malformed, and milliseconds.
  const everywhere = ["700016", "900144", "9002313", "600_000"];
  const own = [...numbers].filter((number = "") => !everywhere.includes(number));
  expect(own.length).toBeGreaterThan(12);
  expect(own.filter((number = "") => !section.includes(number))).toEqual([]);
});
