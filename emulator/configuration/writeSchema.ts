import { writeFileSync } from "node:fs";
import path from "node:path";
import { emulatorFolder } from "../folder.js";
import { schemaFileContent } from "./schemaFile.js";

/** `npm run emulator:schema`: writes the JSON Schema of an `emulator.json` for editors. */
writeFileSync(path.join(emulatorFolder, "emulator.schema.json"), schemaFileContent());
