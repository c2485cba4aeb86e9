import type { Config } from "./config.js";

/** Somebody who can sign in to the emulated tenant. */
interface EmulatedUser {
  readonly email: string;
  readonly password: string;
}

/** What a developer reads when the app has started. */
export function announcement(config: Config, users: readonly EmulatedUser[]): string {
  const lines = [`The app is at        ${config.origin}`];
  if (config.emulator) {
    lines.push(
      `The emulator is at   ${new URL(config.authority).origin}`,
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
