import type { Output } from "../terminal/output.js";

/** An output for dry runs, in which nothing has a result. */
export function withoutResults({ line }: Output): Output {
  return {
    line,
    begin(title, doing) {
      line(`${title}: ${doing}`);
      return { end: () => undefined };
    },
  };
}
