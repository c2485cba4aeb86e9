/** A security group of the tenant. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  /** The client ids of the applications that it is assigned to. */
  readonly assignedTo: readonly string[];
}

export type Groups = ReadonlyMap<string, Group>;

export function groupsById(groups: readonly Group[]): Groups {
  return new Map(groups.map((group) => [group.id, group]));
}
