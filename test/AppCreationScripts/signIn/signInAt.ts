import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { registrationPermissions } from "../../../AppCreationScripts/registerApp.js";
import { signInAdministrator } from "../../../AppCreationScripts/signIn/signInAdministrator.js";
import { answerJson, hangUp, startLocalServer } from "../../support/network/localServer.js";
import { createMemoryOutput } from "../terminal/memoryOutput.js";
import { cloudAt } from "./cloudAt.js";

export const tenant = "contoso.onmicrosoft.com";

export const clientId = "11111111-2222-4333-8444-555555555555";

/** An answer with a code. */
export const code = {
  user_code: "FJK3WQ2PT",
  device_code: "the-device-code",
  verification_uri: "https://microsoft.com/devicelogin",
  expires_in: 900,
  interval: 0,
};

/** Signs in with a code at an endpoint that answers so, to the request for a code and then to the questions for tokens. */
export async function signInAt(codeAnswer: RequestListener, ...tokenAnswers: readonly RequestListener[]) {
  const bodies: URLSearchParams[] = [];
  let asked = 0;
  const server = await startLocalServer(async (request, response) => {
    bodies.push(new URLSearchParams(await text(request)));
    const answer = request.url?.includes("/devicecode") ? codeAnswer : tokenAnswers[asked++];
    (answer ?? hangUp)(request, response);
  });
  const { cloud } = cloudAt(server, tenant);
  const output = createMemoryOutput();
  const waits: number[] = [];
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  const request = { cloud, tenant, permissions: registrationPermissions(cloud) };
  const outcome = await signInAdministrator(request, output, { clientId, way: "device-code", wait }).then(
    (administrator) => ({ administrator, message: "" }),
    (error: Error) => ({ administrator: undefined, message: error.message }),
  );
  return { ...outcome, lines: output.lines, waits, bodies, requests: server.requests };
}

/** An answer that refuses. */
export const refusal = (error: string, description = "") =>
  answerJson({ error, error_description: description, error_codes: [] }, 400);
