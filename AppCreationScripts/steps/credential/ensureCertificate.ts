import { dayOf } from "../../../src/credentials/dayOf.js";
import { certificateFile } from "../../project/clientCertificate.js";
import type { Step } from "../Step.js";
import { whenReplicated } from "../whenReplicated.js";
import type { Credential, CredentialRequest } from "./credentialRequest.js";
import { findCertificates, registerCertificate } from "./registerCertificate.js";

/**
 * Gives the app a certificate, unless the file has one that is good, and writes `.env` (Graph: keyCredential). Its private
 * key never leaves this machine.
 */
export const ensureCertificate: Step<CredentialRequest, Credential> = {
  title: "Certificate",
  doing: "giving the app a certificate and writing .env",
  permissions: ["Application.ReadWrite.All"],
  roles: ["Application Developer", "Cloud Application Administrator"],
  async run({ application, project, save }, tools) {
    const { id, appId, isNew } = application;
    const registered = await whenReplicated(isNew, tools.wait, () => findCertificates(id, tools.graph));
    const isRegistered = (der: string) => registered.some(({ key }) => key === der);
    const certificate = await project.certificate(appId, isRegistered);
    const { der, validTo: expires, isNew: made, install } = certificate;
    if (!isRegistered(der)) {
      await registerCertificate(application, registered, certificate, tools);
    }
    await install();
    await save({ CLIENT_CERTIFICATE_PATH: certificateFile });
    return {
      done: `${made ? "made" : "found"} in ${certificateFile}, good until ${dayOf(expires)}`,
      result: { kind: "certificate", expires },
    };
  },
};
