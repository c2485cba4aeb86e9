import type { Config } from "../config/config.js";
import { isReachedByLocalhost } from "../config/schemas/listenAddress.js";

/** Somebody who can sign in to the emulated tenant. */
export interface EmulatedUser {
  readonly email: string;
  readonly password: string;
}

/** What a developer reads when the app has started. */
export function announcement(config: Config, users: readonly EmulatedUser[]): string {
  const lines = addresses(config);
  if (config.emulator) {
    lines.push(
      `The emulator is at   ${new URL(config.authority).origin}`,
      ...(config.ordersApi?.example ? [`The orders API is at ${config.ordersApi.url}`] : []),
      "",
      "No tenant is configured, so an emulated one signs people in:",
      ...users.map(({ email, password }) => `  ${email}  password ${password}`),
      "",
      "To connect a real tenant: npm run configure -- --tenant-id <your tenant>.onmicrosoft.com",
    );
  } else {
    lines.push(`People sign in at    ${config.authority}`);
  }
  lines.push("Stop with Ctrl+C.", "");
  return lines.join("\n");
}

/** The same for a log of JSON lines, without what only a person at a terminal can use. */
export function startMessage(config: Config): string {
  return `The app has started. It listens on ${placeOf(config)}, is at ${config.origin}, and signs people in at ${config.authority}.`;
}

function placeOf({ host, port }: Config): string {
  return typeof port === "string" ? port : `${host ?? "every interface"}, port ${port}`;
}

/** Nothing is promised to answer at the app's origin where a proxy has to lead from there to what the app listens on. */
function addresses({ origin, host, port }: Config): string[] {
  const onLocalhost = new URL(origin).hostname === "localhost";
  if (typeof port === "number" && (!onLocalhost || isReachedByLocalhost(host))) {
    return [`The app is at        ${origin}`];
  }
  return [
    `The app listens on   ${typeof port === "string" ? port : `${host}, port ${port}`}`,
    `A proxy leads to it  ${origin}`,
  ];
}
