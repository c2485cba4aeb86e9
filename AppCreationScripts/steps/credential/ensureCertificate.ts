import * as z from "zod";
import { dayOf } from "../../../src/credentials/dayOf.js";
import type { Graph } from "../../graph/Graph.js";
import { type ClientCertificate, certificateFile } from "../../project/clientCertificate.js";
import type { Step } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import { withPolicyAdvice } from "./credentialPolicy.js";
import type { Credential, CredentialRequest } from "./credentialRequest.js";
import { monthsFrom } from "./monthsFrom.js";

const certificates = z.object({ keyCredentials: z.array(z.looseObject({ key: z.string().nullish() })) });

/** The path of an application's certificates: Graph shows them for one application alone, and only if they are selected. */
export function certificatesOf(applicationId: string): string {
  return `/applications/${applicationId}?$select=keyCredentials`;
}

/** Returns the certificates that an application is registered with. */
export async function findCertificates(applicationId: string, graph: Graph) {
  return (await graph.get(certificatesOf(applicationId), certificates)).keyCredentials;
}

/**
 * Gives the app a certificate, unless the file has one that is good, and writes `.env` (Graph: keyCredential). Its private
 * key never leaves this machine.
 */
export const ensureCertificate: Step<CredentialRequest, Credential> = {
  title: "Certificate",
  doing: "giving the app a certificate and writing .env",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application: { id, appId, isNew }, project, save }, { graph, wait }) {
    const keyCredentials = await whenReplicated(isNew, wait, () => findCertificates(id, graph));
    const isRegistered = (der: string) => keyCredentials.some(({ key }) => key === der);
    const certificate = await project.certificate(appId, isRegistered);
    const { der, validTo: expires, isNew: made, install } = certificate;
    if (!isRegistered(der)) {
      const all = { keyCredentials: [...keyCredentials, keyCredentialOf(certificate)] };
      try {
        await whenReplicated(isNew, wait, () => graph.patch(`/applications/${id}`, all));
      } catch (error) {
        throw withPolicyAdvice(error, "certificate");
      }
    }
    await install();
    await save({ CLIENT_CERTIFICATE_PATH: certificateFile });
    return {
      done: `${made ? "made" : "found"} in ${certificateFile}, good until ${dayOf(expires)}`,
      result: { kind: "certificate", expires },
    };
  },
};

/**
 * A certificate as Graph takes it: for a year at most, however long it is good by itself.
 *
 * @see https://learn.microsoft.com/graph/applications-how-to-add-certificate
 */
function keyCredentialOf({ der, validFrom, validTo }: ClientCertificate) {
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
