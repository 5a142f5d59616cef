/** One of what an issue counts: "row" for `rows`. */
export function singularOf(unit: string): string {
  return unit.replace(/s$/, '');
}
