import type { TenantStub } from "../../support/tenant/tenantStub.js";
import type { Customer } from "../../support/visitors/customer.js";

/** Returns the id by which Entra's log and the app's know the sign-in of a customer. */
export function correlationIdOf(customer: Customer): string {
  return parameters(customer).get("client-request-id") ?? "";
}

/** What these customers, their browsers and the tenant have held that nobody else may see. */
export function secretsOf(customers: readonly Customer[], tenant: TenantStub): string[] {
  const secrets = new Set<string>();
  for (const customer of customers) {
    for (const name of ["state", "nonce", "code_challenge"]) {
      secrets.add(parameters(customer).get(name) ?? "");
    }
    for (const { headers } of customer.answers) {
      for (const [, value = ""] of (headers.get("set-cookie") ?? "").matchAll(cookieValue)) {
        secrets.add(value);
      }
    }
  }
  for (const form of tenant.tokenRequests) {
    for (const name of ["code", "code_verifier"]) {
      secrets.add(form.get(name) ?? "");
    }
  }
  return [...secrets];
}

/** Of cookies that set something, and not of attributes, which are shorter. */
const cookieValue = /=([^;,]{32,})/g;

function parameters({ answers }: Customer): URLSearchParams {
  return new URL(answers[0]?.headers.get("location") ?? "").searchParams;
}

/** The pieces of text in these bytes, each once. */
export function textIn(chunks: readonly Buffer[]): string {
  const pieces = new Set<string>();
  for (const chunk of chunks) {
    for (const piece of chunk.toString("latin1").match(/[\x20-\x7e]{6,}/g) ?? []) {
      pieces.add(piece);
    }
  }
  return [...pieces].join("\n");
}
