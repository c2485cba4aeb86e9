/** A security group of the tenant. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  /** The roles that it has in each application that it is assigned to, by client id. */
  readonly assignments: Readonly<Record<string, readonly string[]>>;
}

export type Groups = ReadonlyMap<string, Group>;

export function groupsById(groups: readonly Group[]): Groups {
  return new Map(groups.map((group) => [group.id, group]));
}
