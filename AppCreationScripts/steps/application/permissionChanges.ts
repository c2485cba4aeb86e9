import * as z from "zod";

/** The permissions that an application asks for, by the API that they are of (Graph: requiredResourceAccess). */
export const requiredResourceAccess = z.array(
  z.looseObject({
    resourceAppId: z.string(),
    resourceAccess: z.array(z.looseObject({ id: z.string(), type: z.string() })),
  }),
);

export type RequiredResourceAccess = z.output<typeof requiredResourceAccess>;

/** Returns the permissions that an application has to ask for to have all that are wanted; empty if it has them. */
export function permissionChanges(existing: RequiredResourceAccess, wanted: RequiredResourceAccess) {
  const merged = [...existing];
  for (const { resourceAppId, resourceAccess } of wanted) {
    const index = merged.findIndex((resource) => resource.resourceAppId === resourceAppId);
    const access = merged[index]?.resourceAccess ?? [];
    const missing = resourceAccess.filter(({ id }) => !access.some((one) => one.id === id));
    if (missing.length > 0) {
      const changed = { resourceAppId, resourceAccess: [...access, ...missing] };
      merged.splice(index < 0 ? merged.length : index, 1, changed);
    }
  }
  const changed = merged.some((resource) => !existing.includes(resource));
  return changed ? { requiredResourceAccess: merged } : {};
}
