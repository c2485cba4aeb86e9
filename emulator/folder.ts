import path from "node:path";

/** The emulator's folder, which holds its views and styles; it is beside `src` and beside `dist`, where the build puts its code. */
export const emulatorFolder = path.join(import.meta.dirname, "..", "emulator");
