/** Lines of an environment file that are neither empty nor comments. */
function linesOf(text: string, comment: RegExp): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !comment.test(line));
}

function pairOf(line: string): [name: string, value: string] {
  const [, name = "", value = ""] = /^([^=]*)=?(.*)$/.exec(line) ?? [];
  return [name, value];
}

/** Reads a file as `docker run --env-file` does: what follows the equals sign is the value, as it stands. */
export function readAsDocker(text: string): Readonly<Record<string, string>> {
  const pairs = linesOf(text, /^#/).map(pairOf);
  const refused = pairs.find(([name]) => /\s/.test(name));
  if (refused) {
    throw new Error(`variable '${refused[0]}' contains whitespaces`);
  }
  return Object.fromEntries(pairs);
}

/**
 * Reads a file as systemd does: quotes around a value go, a backslash outside single quotes takes the next character as it
 * is, and a comment has a line of its own.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=
 */
export function readAsSystemd(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    linesOf(text, /^[#;]/).map((line) => {
      const [name, given] = pairOf(line);
      const value = given.trim();
      const single = /^'([^']*)'$/.exec(value)?.[1];
      const double = /^"(.*)"$/.exec(value)?.[1];
      return [name.trim(), single ?? (double ?? value).replace(/\\(.)/g, "$1")];
    }),
  );
}
