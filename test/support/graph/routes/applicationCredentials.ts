import { randomBytes, randomUUID } from "node:crypto";
import * as z from "zod";
import type { Directory } from "../directory/directory.js";
import { writeSecrets } from "../permissions.js";
import { badRequest } from "../protocol/graphFault.js";
import { type GraphRoute, noContent } from "../protocol/graphRoute.js";
import { parseBody } from "../protocol/requestBody.js";
import { managedApplication } from "./applications.js";

const dateTime = z.iso.datetime({ offset: true });

const newPassword = z.strictObject({
  passwordCredential: z
    .strictObject({
      displayName: z.string().max(120).nullish(),
      startDateTime: dateTime.optional(),
      endDateTime: dateTime.optional(),
    })
    .default({}),
});

const removedPassword = z.strictObject({ keyId: z.guid() });

const twoYears = 2 * 365 * 24 * 60 * 60 * 1000;

/** The secrets of an application (Graph v1.0: application: addPassword, removePassword). */
export function applicationCredentialRoutes(directory: Directory): GraphRoute[] {
  return [
    {
      method: "POST",
      path: "/applications/:id/addPassword",
      permissions: writeSecrets,
      handle: (call) => {
        const application = managedApplication(directory, call);
        const { passwordCredential } = parseBody(newPassword, "passwordCredential", call.body);
        directory.credentialPolicy.requireSecrets();
        const secretText = newSecret();
        const { displayName = null, startDateTime = new Date().toISOString() } = passwordCredential;
        const endDateTime = passwordCredential.endDateTime ?? new Date(Date.now() + twoYears).toISOString();
        if (new Date(endDateTime) <= new Date(startDateTime)) {
          throw badRequest("The end date of the password credential is not after its start date.");
        }
        directory.credentialPolicy.requireLifetime(startDateTime, endDateTime);
        const hint = secretText.slice(0, 3);
        const credential = { keyId: randomUUID(), displayName, startDateTime, endDateTime, hint, secretText };
        application.passwordCredentials.push(credential);
        const context = `${call.url.origin}/v1.0/$metadata#microsoft.graph.passwordCredential`;
        return { status: 200, body: { "@odata.context": context, customKeyIdentifier: null, ...credential } };
      },
    },
    {
      method: "POST",
      path: "/applications/:id/removePassword",
      permissions: writeSecrets,
      handle: (call) => {
        const { passwordCredentials } = managedApplication(directory, call);
        const { keyId } = parseBody(removedPassword, "passwordCredential", call.body);
        const index = passwordCredentials.findIndex((credential) => credential.keyId === keyId);
        if (index === -1) {
          throw badRequest(`No password credential found with keyId '${keyId}'.`);
        }
        passwordCredentials.splice(index, 1);
        return noContent;
      },
    },
  ];
}

/** Entra's secrets have `~`, `.`, `-` and `_` in them, besides letters and digits. */
function newSecret(): string {
  return `${randomBytes(2).toString("hex").slice(1)}8Q~${randomBytes(16).toString("base64url")}.-_~${randomBytes(8).toString("hex")}`;
}
