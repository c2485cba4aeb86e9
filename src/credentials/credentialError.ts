/** A credential that cannot be used. Its message names the variable and what is wrong, and holds no secret. */
export class CredentialError extends Error {
  override readonly name = "CredentialError";
}
