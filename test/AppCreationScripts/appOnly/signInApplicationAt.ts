import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { UnsecuredJWT } from "jose";
import { signInApplication } from "../../../AppCreationScripts/signIn/appOnly/signInApplication.js";
import { answerJson, startLocalServer } from "../../support/network/localServer.js";
import { cloudAt } from "../signIn/cloudAt.js";
import { createMemoryOutput } from "../terminal/memoryOutput.js";

export const clientId = "11111111-2222-4333-8444-555555555555";
export const objectId = "22222222-3333-4444-8555-666666666666";
export const accessToken = new UnsecuredJWT({ oid: objectId, roles: ["Organization.Read.All"] }).encode();

/** An answer with a token. */
export const granted = answerJson({ token_type: "Bearer", expires_in: 3600, access_token: accessToken });

interface Given {
  readonly environment?: NodeJS.ProcessEnv;
  readonly certificateFile?: string;
}

/** Signs an administration application in at an endpoint that answers so. */
export async function signInApplicationAt(
  answer: RequestListener,
  { environment = {}, certificateFile }: Given,
) {
  const bodies: URLSearchParams[] = [];
  const server = await startLocalServer(async (request, response) => {
    bodies.push(new URLSearchParams(await text(request)));
    answer(request, response);
  });
  const tenant = "contoso.onmicrosoft.com";
  const { cloud, tokenEndpoint } = cloudAt(server, tenant);
  const output = createMemoryOutput();
  const outcome = await signInApplication({ cloud, tenant, permissions: [] }, output, {
    clientId,
    certificateFile,
    environment,
  }).then(
    (administrator) => ({ administrator, message: "" }),
    (error: Error) => ({ administrator: undefined, message: error.message }),
  );
  return { ...outcome, lines: output.lines, body: bodies[0], bodies, tokenEndpoint };
}
