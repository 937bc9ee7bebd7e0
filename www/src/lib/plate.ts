/** A plate in the groups a person reads: 123ABC02 → 123, ABC, 02. */
export function groups(plate: string): readonly string[] {
  return plate.match(/\p{L}+|\p{N}+|[^\p{L}\p{N}]+/gu) ?? [];
}
