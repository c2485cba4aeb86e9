/** Shows line breaks and terminal escapes in hostile input, so that they forge no line of a log or a terminal. */
export function onOneLine(message: string): string {
  return message.replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
