/** Where a page's links and images lead within the project, each once: `file`, `file#anchor` or `#anchor`. */
export function linksIn(page: string): string[] {
  const links = page.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)/g);
  return [...new Set([...links].map(([, link = ""]) => link))];
}

/** The anchors that GitHub gives to a page's headings. */
export function anchorsIn(page: string): string[] {
  // Comments of a shell begin as headings do.
  const prose = page.replace(/^```.*?^```/gms, "");
  return [...prose.matchAll(/^#+ +(.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** What a page says to be in a file: rows that end with a file and its content in code, and `content` in `file`. */
export function namedIn(page: string): [file: string, content: string][] {
  const rows = page.matchAll(/^\|.*\| `([\w./-]+)` \| `([^`]+)` \|$/gm);
  const sentences = page.matchAll(/`([\w.]+)` in `([\w/-]+\.ts)`/g);
  return [
    ...[...rows].map(([, file = "", content = ""]): [string, string] => [file, content]),
    ...[...sentences].map(([, content = "", file = ""]): [string, string] => [file, content]),
  ];
}
