import * as z from "zod";
import type { Graph } from "../../graph/Graph.js";
import type { PublicCertificate } from "../../keyVault/KeyVault.js";
import type { RegisteredApp } from "../application/registerApplication.js";
import type { StepTools } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import { withPolicyAdvice } from "./credentialPolicy.js";
import { monthsFrom } from "./monthsFrom.js";

const certificates = z.object({ keyCredentials: z.array(z.looseObject({ key: z.string().nullish() })) });

type KeyCredentials = z.output<typeof certificates>["keyCredentials"];

/** The path of an application's certificates: Graph shows them for one application alone, and only if they are selected. */
export function certificatesOf(applicationId: string): string {
  return `/applications/${applicationId}?$select=keyCredentials`;
}

/** Returns the certificates that an application is registered with. */
export async function findCertificates(applicationId: string, graph: Graph): Promise<KeyCredentials> {
  return (await graph.get(certificatesOf(applicationId), certificates)).keyCredentials;
}

/** Registers a certificate beside those that the application has, which stay good (Graph: keyCredential). */
export async function registerCertificate(
  { id, isNew }: Pick<RegisteredApp, "id" | "isNew">,
  existing: KeyCredentials,
  certificate: PublicCertificate,
  { graph, wait }: Pick<StepTools, "graph" | "wait">,
): Promise<void> {
  const all = { keyCredentials: [...existing, keyCredentialOf(certificate)] };
  try {
    await whenReplicated(isNew, wait, () => graph.patch(`/applications/${id}`, all));
  } catch (error) {
    throw withPolicyAdvice(error, "certificate");
  }
}

/**
 * A certificate as Graph takes it: for a year at most, however long it is good by itself.
 *
 * @see https://learn.microsoft.com/graph/applications-how-to-add-certificate
 */
function keyCredentialOf({ der, validFrom, validTo }: PublicCertificate) {
  const end = Math.min(validTo.getTime(), monthsFrom(validFrom, 12).getTime());
  return {
    type: "AsymmetricX509Cert",
    usage: "Verify",
    key: der,
    displayName: `npm run configure ${new Date().toISOString()}`,
    startDateTime: validFrom.toISOString(),
    endDateTime: new Date(end).toISOString(),
  };
}
