/**
 * Fills a table so that a random place of it holds number `n` as often as `weights[n]` says. Every number with a weight gets
 * at least one place; rounding is taken from, or given to, the heaviest.
 */
export function fillTable(table: Uint8Array, weights: readonly number[]): void {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const heaviest = weights.indexOf(Math.max(...weights));
  table.fill(heaviest);
  let at = 0;
  weights.forEach((weight, number) => {
    if (weight === 0 || number === heaviest) return;
    const places = Math.max(1, Math.round((weight / total) * table.length));
    table.fill(number, at, at + places);
    at += places;
  });
}
