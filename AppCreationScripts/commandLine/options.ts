import { cloudNames } from "../clouds.js";

/** An option of a command, as `--help` tells it and `node:util` parses it. */
export type CommandOption = ValueOption | Flag;

/** An option with a value. */
export interface ValueOption {
  readonly type: "string";
  readonly description: string;
  /** What stands for the value in `--help`. */
  readonly placeholder: string;
  /** What the value must be, and a good one, for those who gave a bad one. */
  readonly rule: string;
  readonly example: string;
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly required?: true;
}

/** An option that is on if it is given. */
interface Flag {
  readonly type: "boolean";
  readonly description: string;
  readonly placeholder?: never;
  readonly default?: never;
  readonly choices?: never;
  readonly required?: never;
}

/** The options of a command by their names, which are given after two dashes. */
export type CommandOptions = Readonly<Record<string, CommandOption>>;

const tenantId = {
  type: "string",
  placeholder: "id or domain",
  description: "the external tenant: its id or a domain of it",
  rule: "must be the id of a tenant or a domain of it",
  example: "contoso.onmicrosoft.com",
  required: true,
} as const satisfies CommandOption;

const environment = {
  type: "string",
  placeholder: "cloud",
  description: "the cloud that the tenant is in",
  rule: "must be Global, USGov or China",
  example: "Global",
  choices: cloudNames,
  default: "Global",
} as const satisfies CommandOption;

const name = {
  type: "string",
  placeholder: "text",
  rule: "must be one line of 1 to 90 characters",
  example: "Express sign-in app",
  default: "Express sign-in app",
} as const;

/** What both commands take after options of their own. */
const sharedOptions = {
  "app-only": {
    type: "boolean",
    description: "let an administration application do it: nobody signs in",
  },
  "admin-client-id": {
    type: "string",
    placeholder: "id",
    description: "with --app-only: the administration application",
    rule: "must be the client id of an application",
    example: "11111111-2222-4333-8444-555555555555",
  },
  "admin-certificate": {
    type: "string",
    placeholder: "file",
    description:
      "with --app-only: its certificate, with the key (PEM or PFX); else the secret in ADMIN_CLIENT_SECRET, or GitHub's token",
    rule: "must be the path of a file",
    example: "admin.pem",
  },
  "client-id": {
    type: "string",
    placeholder: "id",
    description: "the public client in whose name you sign in; needed in China, else Microsoft's",
    rule: "must be the client id of an application",
    example: "11111111-2222-4333-8444-555555555555",
  },
  browser: { type: "boolean", description: "sign in in a browser of this machine" },
  "device-code": { type: "boolean", description: "sign in with a code, in a browser of any device" },
  "dry-run": { type: "boolean", description: "print every call and make none" },
  help: { type: "boolean", description: "print this and end" },
} as const satisfies CommandOptions;

/** What `npm run configure` takes. */
export const configureOptions = {
  "tenant-id": tenantId,
  environment,
  "base-url": {
    type: "string",
    placeholder: "url",
    description: "where browsers find the app",
    rule: "must be an address with no path, and https: except on localhost",
    example: "https://app.example.com",
    default: "http://localhost:3000",
  },
  name: { ...name, description: "the app's name in the tenant, which tells one registration from another" },
  graph: { type: "boolean", description: "let the app read the signed-in person's profile (User.Read)" },
  groups: {
    type: "boolean",
    description: "put the person's groups that are assigned to the app into ID tokens",
  },
  api: { type: "boolean", description: "register the orders API too, and let the app call it" },
  "secret-months": {
    type: "string",
    placeholder: "number",
    description: "months that a new client secret is good for, 1 to 24",
    rule: "must be a whole number of months from 1 to 24",
    example: "6",
    default: "6",
  },
  certificate: { type: "boolean", description: "make a certificate in place of a client secret" },
  "key-vault": {
    type: "string",
    placeholder: "url",
    description: "make the certificate, and a session secret, in this Azure key vault",
    rule: "must be the https: address of a key vault, with no path",
    example: "https://contoso.vault.azure.net",
  },
  "certificate-name": {
    type: "string",
    placeholder: "name",
    description: "the certificate's name in the key vault",
    rule: "must be 1 to 127 letters, digits and dashes",
    example: "client-certificate",
    default: "client-certificate",
  },
  "settings-file": {
    type: "string",
    placeholder: "file",
    description: "the file that gets the settings",
    rule: "must be the path of a file",
    example: "production.env",
    default: ".env",
  },
  ...sharedOptions,
} as const satisfies CommandOptions;

/** What `npm run cleanup` takes. */
export const cleanupOptions = {
  "tenant-id": tenantId,
  environment,
  name: { ...name, description: "the name that the app was registered with" },
  yes: { type: "boolean", description: "remove without asking" },
  ...sharedOptions,
} as const satisfies CommandOptions;
