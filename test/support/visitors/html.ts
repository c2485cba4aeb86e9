/** The text that HTML stands for, as Handlebars escapes it. */
export function unescapeHtml(html: string): string {
  const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return html.replace(/&(?:#x([0-9A-Fa-f]+)|(amp|lt|gt|quot));/g, (_entity, code?: string, name?: string) =>
    code === undefined ? (characters[name ?? ""] ?? "") : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

/** Where a page goes on to by itself; undefined if it stays. */
export function goesOnTo(html: string): string | undefined {
  const address = /<meta http-equiv="refresh" content="0; url=([^"]*)">/.exec(html)?.[1];
  return address === undefined ? undefined : unescapeHtml(address);
}
