import { configureOptions } from "./options.js";
import { type CommandLine, faultOf } from "./readCommandLine.js";

/** Options of which a command takes one only. */
const exclusive = [
  ["browser", "device-code"],
  ["app-only", "browser"],
  ["app-only", "device-code"],
  ["app-only", "client-id"],
  ["key-vault", "certificate"],
  ["key-vault", "secret-months"],
] as const;

/** Options that mean nothing without another. */
const dependent = [
  ["admin-client-id", "app-only"],
  ["admin-certificate", "app-only"],
  ["certificate-name", "key-vault"],
] as const;

/** Adds what is wrong with options that are each right by themselves. */
export function addFaultsTogether({ given, typed, faults }: CommandLine): void {
  const clientId = "client-id";
  const appOnly = given["app-only"] === true;
  if (given.environment === "China" && !appOnly && given[clientId] === undefined && !faults.has(clientId)) {
    const wrong = "is needed in China, where Microsoft's own client is not registered";
    faults.set(clientId, faultOf(clientId, configureOptions[clientId], wrong));
  }
  const adminClientId = "admin-client-id";
  if (appOnly && given[adminClientId] === undefined && !faults.has(adminClientId)) {
    faults.set(
      adminClientId,
      faultOf(adminClientId, configureOptions[adminClientId], "is needed with --app-only"),
    );
  }
  for (const [one, other] of exclusive) {
    if (typed.has(one) && typed.has(other)) {
      faults.set(other, `--${one} and --${other} exclude each other`);
    }
  }
  for (const [name, needed] of dependent) {
    if (typed.has(name) && !typed.has(needed)) {
      faults.set(name, `--${name} is only for --${needed}`);
    }
  }
}
