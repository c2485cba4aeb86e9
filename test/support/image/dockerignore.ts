/**
 * Returns a function that tells whether a `.dockerignore` keeps a path from the builder. The last pattern that matches the
 * path, or a folder above it, decides.
 *
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function ignoredBy(dockerignore: string): (path: string) => boolean {
  const patterns = dockerignore
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const included = line.startsWith("!");
      return { ignored: !included, expression: expressionOf(included ? line.slice(1) : line) };
    });
  return (path) => patterns.findLast(({ expression }) => expression.test(path))?.ignored ?? false;
}

function expressionOf(pattern: string): RegExp {
  const expression = pattern
    .replace(/^\/|\/$/g, "")
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => wildcards[part] ?? part.replace(/\W/g, "\\$&"))
    .join("");
  return new RegExp(`^${expression}(?:/.*)?$`);
}

const wildcards: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
};
