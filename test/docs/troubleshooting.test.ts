import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adviceFor } from "../../src/auth/aadsts/aadstsAdvice.js";
import { signInTexts } from "../../src/middleware/errors/errorTexts.js";
import { projectFile } from "../support/process/startServer.js";

const page = readFileSync(projectFile("docs/troubleshooting.md"), "utf8");
const seen = [...page.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = ""]) => cell);

test.each(seen.flatMap((cell) => cell.match(/\b\d{5,7}\b/g) ?? []))(
  "troubleshooting.md has an AADSTS number for which the app has advice: %s",
  (number) => {
    expect(adviceFor(Number(number))).toBeDefined();
  },
);

test.each(["Sign-in expired", "Sign-in is not available", "You are signed in elsewhere"])(
  "troubleshooting.md has a title that an error page has: %s",
  (title) => {
    expect(seen.join("\n")).toContain(`"${title}"`);
    expect(Object.values(signInTexts).map((texts) => texts.title)).toContain(title);
  },
);
