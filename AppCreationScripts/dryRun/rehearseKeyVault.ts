import type { KeyVault, PublicCertificate, SigningRequest } from "../keyVault/KeyVault.js";
import type { Output } from "../terminal/output.js";

const certificate: PublicCertificate = {
  der: "<certificate in base64>",
  validFrom: new Date(0),
  validTo: new Date(0),
};

const request: SigningRequest = { isFor: () => false, sign: () => certificate };

/** A key vault for dry runs, which has nothing yet: it calls nobody and prints each call to a real one, without a secret. */
export function rehearseKeyVault(url: string, output: Output): KeyVault {
  const call = (method: string, path: string) => output.line(`  ${method} ${new URL(path, url).href}`);
  return {
    url,
    async certificate(name) {
      call("GET", `/certificates/${name}`);
      return undefined;
    },
    async pendingRequest(name) {
      call("GET", `/certificates/${name}/pending`);
      return undefined;
    },
    async requestCertificate(name) {
      call("POST", `/certificates/${name}/create`);
      return request;
    },
    async mergeCertificate(name) {
      call("POST", `/certificates/${name}/pending/merge`);
    },
    async hasSecret(name) {
      call("GET", `/secrets/${name}/versions`);
      return false;
    },
    async setSecret(name) {
      call("PUT", `/secrets/${name}`);
    },
  };
}
