import { z } from 'zod';

/** The most identities that an item's permissions may name (article 63). */
export const MOST_PERMISSIONS = 5_000;

const identities = z.array(z.object({ identity: z.string().min(1) })).default([]);

const permissionSet = z.object({ allowedPermissions: identities, deniedPermissions: identities });

/** The simplified model is a list of sets, the complete one a list of levels of sets (Push specification). */
const permissionsSchema = z
  .array(permissionSet.extend({ permissionSets: z.array(permissionSet).min(1).optional() }))
  .min(1);

/** How many identities an item's `permissions` name, allowed or denied; undefined where they are absent or malformed. */
export function countPermissions(permissions: unknown): number | undefined {
  // Most items have none: a failed parse takes longer than this.
  if (!Array.isArray(permissions)) return undefined;
  const parsed = permissionsSchema.safeParse(permissions);
  if (!parsed.success) return undefined;
  return parsed.data
    .flatMap((entry) => entry.permissionSets ?? [entry])
    .reduce((total, set) => total + set.allowedPermissions.length + set.deniedPermissions.length, 0);
}
