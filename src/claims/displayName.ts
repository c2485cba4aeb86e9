/** The name to greet a person by; undefined where no claim has one. */
export function displayName(claims: Readonly<Record<string, unknown>>): string | undefined {
  const names = [claims.name, claims.preferred_username, claims.email];
  return names.find((name): name is string => typeof name === "string" && name.trim() !== "");
}
