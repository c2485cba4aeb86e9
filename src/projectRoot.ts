import path from "node:path";

/** The folder with `views` and `public`, beside `src` and beside `dist`, where the build puts everything. */
export const projectRoot = path.join(import.meta.dirname, "..");
