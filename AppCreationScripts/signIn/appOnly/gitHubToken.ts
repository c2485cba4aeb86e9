import axios from "axios";
import * as z from "zod";
import { boundCalls, callThroughProxy } from "../../../src/api/axiosClient.js";
import { SignInError } from "../signInErrors.js";

interface TokenRequest {
  /** What GitHub sets in ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
  readonly url: string;
  readonly token: string;
  readonly audience: string;
}

/** Milliseconds for GitHub's answer. */
const timeLimit = 30_000;

const answer = z.object({ value: z.string().min(1) });

/**
 * Gets the token that says of a workflow run of GitHub Actions which it is.
 *
 * @see https://docs.github.com/actions/reference/security/oidc
 * @throws SignInError
 */
export async function gitHubToken({ url, token, audience }: TokenRequest): Promise<string> {
  const http = axios.create({
    headers: { Authorization: `Bearer ${token}` },
    maxRedirects: 0,
    maxContentLength: 100_000,
  });
  boundCalls(http, timeLimit);
  callThroughProxy(http);
  try {
    const address = new URL(url);
    address.searchParams.set("audience", audience);
    return answer.parse((await http.get<unknown>(address.href)).data).value;
  } catch {
    throw new SignInError("GitHub gave no token: the workflow needs the permission id-token: write.");
  }
}
