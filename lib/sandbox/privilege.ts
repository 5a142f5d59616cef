/** What somebody may do, as the platform's privilege model has it; `targetId` `*` stands for all targets. */
export interface Privilege {
  owner: string;
  targetDomain: string;
  type: string;
  targetId: string;
}

/** A kind of privilege of the platform: target domain and type. */
export type PrivilegeKind =
  | 'ORGANIZATION VIEW'
  | 'ORGANIZATION EDIT'
  | 'SOURCE VIEW'
  | 'SOURCE EDIT'
  | 'ACTIVITIES VIEW'
  | 'API_KEY VIEW'
  | 'FIELD VIEW'
  | 'FIELD CREATE'
  | 'FIELD EDIT'
  | 'SECURITY_PROVIDER EDIT';

/** A privilege of the platform on one target, or on all. */
export function privilege(kind: PrivilegeKind, targetId = '*'): Privilege {
  const [targetDomain = '', type = ''] = kind.split(' ');
  return { owner: 'PLATFORM', targetDomain, type, targetId };
}

/** What an organization's own key may do: read all that Pushscope reads, and push. */
export const OWN_PRIVILEGES: readonly Privilege[] = [
  privilege('ORGANIZATION VIEW'),
  privilege('SOURCE VIEW'),
  privilege('SOURCE EDIT'),
  privilege('ACTIVITIES VIEW'),
  privilege('API_KEY VIEW'),
  privilege('FIELD VIEW'),
  privilege('FIELD CREATE'),
  privilege('FIELD EDIT'),
  privilege('SECURITY_PROVIDER EDIT'),
];

/** What the key that is made from a Push source may do (article 78). */
export function pushPrivileges(sourceId: string): Privilege[] {
  return [
    privilege('ORGANIZATION VIEW'),
    privilege('SOURCE VIEW', sourceId),
    privilege('SOURCE EDIT', sourceId),
  ];
}

/** Whether a privilege of `granted` covers the wanted one: the same kind, on that target or on all. */
export function covers(granted: readonly Privilege[], wanted: Privilege): boolean {
  return granted.some(
    ({ owner, targetDomain, type, targetId }) =>
      owner === wanted.owner &&
      targetDomain === wanted.targetDomain &&
      type === wanted.type &&
      (targetId === '*' || targetId === wanted.targetId),
  );
}

/** Whether a kind of privilege is granted on any target at all. */
export function coversAny(granted: readonly Privilege[], kind: PrivilegeKind): boolean {
  return granted.some(({ targetId }) => covers(granted, privilege(kind, targetId)));
}
