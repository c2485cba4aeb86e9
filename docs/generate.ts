import { readFileSync, writeFileSync } from "node:fs";
import { sample, sampleFile, tableFile, withTables } from "./settings.js";

/** `npm run docs`: writes what the settings' rows say into the documents that repeat it. */
writeFileSync(tableFile, withTables(readFileSync(tableFile, "utf8")));
writeFileSync(sampleFile, sample());
