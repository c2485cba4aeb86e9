const stringOrComment = /"(?:\\.|[^"\\])*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g;

/** JSON without the comments that people write into it; lines and columns stay, for messages that name them. */
export function withoutComments(text: string): string {
  return text.replace(stringOrComment, (found) =>
    found.startsWith('"') ? found : found.replace(/[^\n\r]/g, " "),
  );
}
