import { LoggableError } from "../log/loggableError.js";

/** A credential that cannot be used. Its message names the variable and what is wrong, and holds no secret. */
export class CredentialError extends LoggableError {
  override readonly name = "CredentialError";
}

/** A private key or a PFX that cannot be opened, maybe for want of its password. */
export class UnopenedError extends CredentialError {}

/**
 * Takes a step, and puts `variable` in front of what is wrong with its credential.
 *
 * @param advice for what cannot be opened.
 */
export async function blaming<T>(variable: string, step: () => Promise<T>, advice = ""): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof CredentialError) {
      const more = error instanceof UnopenedError ? advice : "";
      throw new CredentialError(`${variable} ${error.message}${more}.`);
    }
    throw error;
  }
}
