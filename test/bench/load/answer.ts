import type { ClientRequest, IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly setCookie: readonly string[];
  readonly html: string;
}

/** Sends a request and reads the whole answer. */
export async function answerTo(request: ClientRequest, body?: string): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject).end(body);
  });
  const { statusCode = 0, headers } = response;
  return {
    status: statusCode,
    location: headers.location,
    setCookie: headers["set-cookie"] ?? [],
    html: await text(response),
  };
}
