import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";

/**
 * Returns the text of an `.env` file; undefined if there is none.
 *
 * @throws Error that says why it cannot be read. Windows PowerShell writes UTF-16, which would read as if nothing were set.
 */
export function readDotenv(file: string): string | undefined {
  const content = readIfThere(file);
  if (content && (!isUtf8(content) || content.includes(0))) {
    throw new Error(".env is not encoded as UTF-8: save it so in an editor.");
  }
  return content?.toString("utf8");
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    throw new Error(`.env cannot be read: ${error instanceof Error ? error.message : "unknown"}`);
  }
}
