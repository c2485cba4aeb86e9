type Claims = Readonly<Record<string, unknown>>;

/** The name to greet a person by: of the first claim that a person would answer to. Undefined if there is none. */
export function displayName(claims: Claims): string | undefined {
  return (
    nameIn(claims.name) ?? givenName(claims) ?? nameIn(claims.preferred_username) ?? nameIn(claims.email)
  );
}

/** Nobody is greeted by the family name alone. */
function givenName({ given_name, family_name }: Claims): string | undefined {
  const given = nameIn(given_name);
  const family = nameIn(family_name);
  return given !== undefined && family !== undefined ? `${given} ${family}` : given;
}

function nameIn(claim: unknown): string | undefined {
  const name = typeof claim === "string" ? claim.trim() : "";
  return !number.test(name) && !placeholder.test(name) && !madeByMachine.test(name) ? name : undefined;
}

/** A telephone number, or nothing at all. */
const number = /^[\d\s+()./-]*$/;

/** What Entra writes where it has no name. */
const placeholder = /^(?:unknown\s*)+$/i;

/** A user name with a GUID, as Entra makes one of its own, or that of a guest; or a GUID alone. */
const madeByMachine = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}[^@]*(?:@|$)|#EXT#@/i;
