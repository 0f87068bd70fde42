/** Where a key leads in the grid; null for a key that leads nowhere. @param cells first pfns of all cells, ascending */
export function pfnAfterKey(
  key: string,
  pfn: number,
  cells: readonly number[],
  columns: number,
  isWhole: boolean,
): number | null {
  const place = cells.indexOf(pfn);
  const inRow = cells.filter((each) => Math.trunc(each / columns) === Math.trunc(pfn / columns));
  switch (key) {
    case 'ArrowLeft':
      return cells[Math.max(0, place - 1)] ?? null;
    case 'ArrowRight':
      return cells[Math.min(cells.length - 1, place + 1)] ?? null;
    case 'ArrowUp':
      return cells.findLast((each) => each <= pfn - columns) ?? pfn;
    case 'ArrowDown':
      return below(pfn, cells, columns);
    case 'Home':
      return (isWhole ? cells[0] : inRow[0]) ?? null;
    case 'End':
      return (isWhole ? cells.at(-1) : inRow.at(-1)) ?? null;
    default:
      return null;
  }
}

/** The cell that has the frame a row further; where none is there, in a hole or behind a long run, the next cell. */
function below(pfn: number, cells: readonly number[], columns: number): number | null {
  const there = cells.findLast((each) => each <= pfn + columns) ?? pfn;
  return there > pfn ? there : (cells.find((each) => each > pfn) ?? pfn);
}
