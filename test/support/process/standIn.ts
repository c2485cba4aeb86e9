import { syncBuiltinESMExports } from "node:module";
import { onTestFinished } from "vitest";

/**
 * Puts a function in the place of one of Node's own until the test ends, for all who import it by name. `vi.mock` would reach
 * only the modules that no file before this one has loaded.
 *
 * @param builtin The default export of the module of Node.js.
 */
export function standIn<T extends object>(
  builtin: T,
  name: keyof T,
  replacement: (...parameters: never[]) => unknown,
): void {
  const own: unknown = builtin[name];
  const put = (value: unknown) => {
    Reflect.set(builtin, name, value);
    syncBuiltinESMExports();
  };
  put(replacement);
  onTestFinished(() => put(own));
}
