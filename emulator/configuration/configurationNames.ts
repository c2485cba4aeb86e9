import * as z from "zod";

const strings = z.array(z.string().catch("")).catch([]);
const assignments = z.record(z.string(), strings).catch({});

/** The names in a configuration, read so that a fault elsewhere hides none of these. */
export const namesSchema = z.object({
  applications: z
    .array(
      z
        .object({
          clientId: z.string().toLowerCase().catch(""),
          api: z
            .object({
              identifierUris: strings,
              scopes: strings,
              preAuthorizedApplications: z
                .array(z.object({ clientId: z.string().toLowerCase().catch(""), scopes: strings }))
                .catch([]),
            })
            .optional()
            .catch(undefined),
          appRoles: strings,
          permissions: strings,
          applicationPermissions: strings,
        })
        .catch({ clientId: "", api: undefined, appRoles: [], permissions: [], applicationPermissions: [] }),
    )
    .catch([]),
  groups: z
    .array(
      z
        .object({ id: z.string().toLowerCase().catch(""), appRoleAssignments: assignments })
        .catch({ id: "", appRoleAssignments: {} }),
    )
    .catch([]),
  users: z
    .array(
      z
        .object({
          id: z.string().toLowerCase().optional().catch(undefined),
          email: z.string().toLowerCase().catch(""),
          groups: strings,
          appRoleAssignments: assignments,
        })
        .catch({ id: undefined, email: "", groups: [], appRoleAssignments: {} }),
    )
    .catch([]),
  userFlows: z.array(z.object({ applications: strings }).catch({ applications: [] })).catch([]),
});

export type Names = z.infer<typeof namesSchema>;
