import type { Step } from "../Step.js";
import type { CredentialRequest } from "./credentialRequest.js";

interface KeepRequest extends Pick<CredentialRequest, "save"> {
  /** The variable that names the credential. */
  readonly variable: string;
}

/** Leaves the app the credential that `.env` has, and writes everything else. */
export const keepCredential: Step<KeepRequest, undefined> = {
  title: "Credential",
  doing: "writing .env",
  // Files of one's own need no privilege.
  permissions: [],
  roles: [],
  async run({ variable, save }) {
    await save(undefined);
    return {
      done: `kept that of ${variable}: --certificate or --secret-months gives the app another`,
      result: undefined,
    };
  },
};
