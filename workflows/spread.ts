/** A number of milliseconds below `range` that is always the same for one case (FNV-1a): spreads the wake-ups of one instant. */
export function spread(no: string, range: number): number {
  if (range <= 0) return 0;
  let hash = 2166136261;
  for (let i = 0; i < no.length; i += 1) hash = Math.imul(hash ^ no.charCodeAt(i), 16777619) >>> 0;
  return hash % range;
}
