import * as z from "zod";
import { dayOf } from "../../../src/credentials/dayOf.js";
import type { Graph } from "../../graph/Graph.js";
import { GraphError } from "../../graph/GraphError.js";
import { uninterrupted } from "../../terminal/uninterrupted.js";
import { AdvisedError } from "../AdvisedError.js";
import { passwordCredential, type RegisteredApp } from "../application/registerApplication.js";
import type { Step } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import { withPolicyAdvice } from "./credentialPolicy.js";
import type { Credential, CredentialRequest } from "./credentialRequest.js";
import { monthsFrom } from "./monthsFrom.js";

interface SecretRequest extends CredentialRequest {
  /** How long a new secret is good for. */
  readonly months: number;
}

/** Milliseconds; a secret that expires sooner is replaced. */
const leastValidity = 7 * 24 * 60 * 60 * 1000;

const newSecret = z.object({ keyId: z.string(), secretText: z.string() });

/** Gives the app a client secret, unless `.env` has one that is good, and writes `.env` (Graph: application: addPassword). */
export const ensureSecret: Step<SecretRequest, Credential> = {
  title: "Client secret",
  doing: "giving the app a secret and writing .env",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application, project: { variables }, months, save }, { graph, wait }) {
    const { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret = "" } = variables;
    const found = clientId === application.appId ? findSecret(application, clientSecret) : undefined;
    if (found) {
      await save({ CLIENT_SECRET: clientSecret });
      const { endDateTime: expires } = found;
      return { done: `found in .env, good until ${dayOf(expires)}`, result: { kind: "secret", expires } };
    }
    const expires = monthsFrom(new Date(), months);
    const displayName = `npm run configure ${new Date().toISOString()}`;
    await uninterrupted(async () => {
      const { keyId, secretText } = await whenReplicated(application.isNew, wait, () =>
        addSecret(application, displayName, expires, graph),
      );
      try {
        await save({ CLIENT_SECRET: secretText });
      } catch (error) {
        throw await takenBack(error, displayName, () => removeSecret(application, keyId, graph));
      }
    });
    return { done: `made, good until ${dayOf(expires)}`, result: { kind: "secret", expires } };
  },
};

/** Finds the secret among those that are good for some time, by what Entra tells of it. */
function findSecret({ passwordCredentials }: RegisteredApp, secret: string) {
  return passwordCredentials.find(
    ({ hint, endDateTime }) =>
      hint === secret.slice(0, 3) && endDateTime.getTime() > Date.now() + leastValidity,
  );
}

async function addSecret(application: RegisteredApp, displayName: string, endDateTime: Date, graph: Graph) {
  const passwordCredential = { displayName, endDateTime: endDateTime.toISOString() };
  try {
    return await graph.post(`/applications/${application.id}/addPassword`, { passwordCredential }, newSecret);
  } catch (error) {
    throw error instanceof GraphError && error.uncertain
      ? await takenBack(error, displayName, () => removeUnknownSecret(application, displayName, graph))
      : withPolicyAdvice(error, "secret");
  }
}

const secrets = z.object({ passwordCredentials: z.array(passwordCredential) });

/** A secret that was made although the answer did not come has a value that nobody knows. */
async function removeUnknownSecret(
  application: RegisteredApp,
  displayName: string,
  graph: Graph,
): Promise<void> {
  const { passwordCredentials } = await graph.get(
    `/applications/${application.id}?$select=passwordCredentials`,
    secrets,
  );
  for (const { keyId } of passwordCredentials.filter((secret) => secret.displayName === displayName)) {
    await removeSecret(application, keyId, graph);
  }
}

function removeSecret({ id }: RegisteredApp, keyId: string, graph: Graph): Promise<unknown> {
  return graph.post(`/applications/${id}/removePassword`, { keyId }, z.unknown());
}

/** Removes a secret that nobody can use, and returns the failure that led to it. */
async function takenBack(
  failure: unknown,
  displayName: string,
  remove: () => Promise<unknown>,
): Promise<unknown> {
  try {
    await remove();
    return new AdvisedError("The new secret was removed again.", failure);
  } catch {
    return new AdvisedError(
      `A secret that nobody knows may be left: remove "${displayName}" under Certificates & secrets.`,
      failure,
    );
  }
}
