import * as z from "zod";
import { dayOf } from "../../src/credentials/dayOf.js";
import type { Graph } from "../graph/Graph.js";
import { certificateFile } from "../project/clientCertificate.js";
import type { Credential, CredentialRequest } from "./credential.js";
import type { Step } from "./Step.js";
import { whenReplicated } from "./whenReplicated.js";

const certificates = z.object({ keyCredentials: z.array(z.looseObject({ key: z.string().nullish() })) });

/** Where Graph gives an application's certificates: for one application alone, and only where they are selected. */
export function certificatesOf(applicationId: string): string {
  return `/applications/${applicationId}?$select=keyCredentials`;
}

/** Gives the certificates that an application is registered with. */
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
  permission: "Application.ReadWrite.All",
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application: { id, appId, isNew }, project, save }, { graph, wait }) {
    const keyCredentials = await whenReplicated(isNew, wait, () => findCertificates(id, graph));
    const isRegistered = (der: string) => keyCredentials.some(({ key }) => key === der);
    const { der, validTo: expires, isNew: made, install } = await project.certificate(appId, isRegistered);
    if (!isRegistered(der)) {
      const added = { type: "AsymmetricX509Cert", usage: "Verify", key: der };
      await whenReplicated(isNew, wait, () =>
        graph.patch(`/applications/${id}`, { keyCredentials: [...keyCredentials, added] }),
      );
    }
    await install();
    await save({ CLIENT_CERTIFICATE_PATH: certificateFile });
    return {
      done: `${made ? "made" : "found"} in ${certificateFile}, good until ${dayOf(expires)}`,
      result: { kind: "certificate", expires },
    };
  },
};
