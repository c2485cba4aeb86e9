/** True for the values of `.env.sample` that somebody has yet to fill in. */
export function isPlaceholder(value: string): boolean {
  return value.startsWith("Enter_the_");
}
