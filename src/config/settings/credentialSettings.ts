import * as z from "zod";
import { filePath } from "../schemas/filePath.js";
import { keyVaultUrl } from "../schemas/urls.js";
import type { SettingsByName } from "./setting.js";

/** The name of a secret or certificate in Azure Key Vault. */
function nameInVault(object: string) {
  return z
    .string()
    .regex(/^[0-9a-z-]{1,127}$/i, `must be the name of ${object} in the key vault: letters, digits and -`);
}

/** How the app proves to the tenant that it is itself. */
export const credentialSettings = {
  CLIENT_SECRET: {
    description:
      "A client secret: its Value, not its Secret ID. A real tenant needs exactly one credential: this one, `CLIENT_CERTIFICATE_PATH`, `CLIENT_CREDENTIAL`, `KEY_VAULT_CERTIFICATE` or `KEY_VAULT_SECRET`.",
    schema: z.string(),
    example: "the-value-shown-once-in-the-admin-center",
    placeholder: "Enter_the_Client_Secret_Here",
  },
  CLIENT_CERTIFICATE_PATH: {
    description:
      "The file of a certificate: PEM, with the private key in it or in a file of its own, or PFX.",
    schema: filePath("a PEM file with certificate and key, or of a PFX file"),
    example: "client-certificate.pem",
    freeText: "path",
  },
  CLIENT_CERTIFICATE_KEY_PATH: {
    description: "The file of the private key, as PEM.",
    schema: filePath("a PEM file with the private key"),
    example: "client-key.pem",
    whenUnset: "the file of the certificate",
    freeText: "path",
  },
  CLIENT_CERTIFICATE_PASSWORD: {
    description: "The password of the PFX file, which has to be ASCII, or of an encrypted private key.",
    schema: z.string(),
    example: "the-password-of-the-key",
    freeText: "password",
  },
  CLIENT_CREDENTIAL: {
    description:
      "An identity that stands for the app: `workload-identity` in Kubernetes, or `managed-identity`, which works with workforce tenants only.",
    schema: z.enum(
      ["managed-identity", "workload-identity"],
      "must be managed-identity or workload-identity",
    ),
    example: "workload-identity",
  },
  AZURE_CLIENT_ID: {
    description:
      "The client ID of a user-assigned managed identity, for the key vault, for `REDIS_CREDENTIAL`, or for `CLIENT_CREDENTIAL`, which requires it.",
    schema: z.guid("must be the client id of a managed identity, a GUID"),
    example: "22222222-3333-4444-5555-666666666666",
    whenUnset: "the system-assigned identity",
  },
  AZURE_FEDERATED_TOKEN_FILE: {
    description: "The file with the token of the workload identity. Azure's webhook in Kubernetes sets it.",
    schema: filePath("the token that Kubernetes keeps"),
    example: "/var/run/secrets/azure/tokens/azure-identity-token",
    freeText: "path",
  },
  KEY_VAULT_URL: {
    description:
      "The Azure Key Vault that holds the app's certificate or client secret. The app's managed identity must be allowed to read it.",
    schema: keyVaultUrl,
    example: "https://contoso.vault.azure.net/",
  },
  KEY_VAULT_CERTIFICATE: {
    description: "The name of the certificate in the key vault.",
    schema: nameInVault("a certificate"),
    example: "sign-in-app",
  },
  KEY_VAULT_SECRET: {
    description: "The name of the client secret in the key vault.",
    schema: nameInVault("a secret"),
    example: "sign-in-app-secret",
  },
} as const satisfies SettingsByName;
