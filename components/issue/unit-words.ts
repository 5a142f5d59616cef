/**
 * One of what an issue counts over all readings: rows, where its problem shows in rows, else the times that it came up,
 * whatever its finding is measured in.
 */
export function countedUnit(unit: string): string {
  return unit === 'rows' ? 'row' : 'occurrence';
}
