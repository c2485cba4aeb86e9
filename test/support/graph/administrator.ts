import { accessDenied } from "./protocol/graphFault.js";

/** The roles of Entra that may do a kind of thing, the least of them first. */
export const rolesFor = {
  makeApplications: ["Application Developer", "Cloud Application Administrator", "Application Administrator"],
  manageApplications: ["Cloud Application Administrator", "Application Administrator"],
  consent: ["Cloud Application Administrator", "Application Administrator", "Privileged Role Administrator"],
  userFlows: ["External ID User Flow Administrator"],
} as const;

/** The roles that the administrator has, as a test sets them. */
export class AdministratorRoles {
  roles: readonly string[] = ["Global Administrator"];

  have(anyOf: readonly string[]): boolean {
    return [...anyOf, "Global Administrator"].some((role) => this.roles.includes(role));
  }

  /** Throws GraphFault (403) without one of these roles. */
  require(anyOf: readonly string[]): void {
    if (!this.have(anyOf)) {
      throw accessDenied();
    }
  }
}
