import { generateKeyPairSync } from "node:crypto";
import forge from "node-forge";
import { expect, test } from "vitest";
import { readSigningRequest } from "../../../AppCreationScripts/keyVault/signingRequest.js";

test("a signing request is for no key that is no certificate, whatever an application is registered with", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const request = forge.pki.createCertificationRequest();
  request.publicKey = forge.pki.publicKeyFromPem(publicKey);
  request.setSubject([{ name: "commonName", value: "app" }]);
  request.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  const der = forge.asn1.toDer(forge.pki.certificationRequestToAsn1(request)).getBytes();
  const { isFor } = readSigningRequest(forge.util.encode64(der));
  expect(["", "AAAA", Buffer.from("a symmetric key").toString("base64")].filter(isFor)).toEqual([]);
});
