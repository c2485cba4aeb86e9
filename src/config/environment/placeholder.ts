/** True if a value is one of `.env.sample` that somebody has yet to replace. */
export function isPlaceholder(value: string): boolean {
  return value.startsWith("Enter_the_");
}
