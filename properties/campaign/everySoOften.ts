const PROGRESS_MILLISECONDS = 100;

/** Does something ten times a second at most, however often it is asked to. */
export function everySoOften<Args extends readonly unknown[]>(
  work: (...args: Args) => void,
): (...args: Args) => void {
  let worked = Number.NEGATIVE_INFINITY;
  return (...args) => {
    const now = performance.now();
    if (now - worked < PROGRESS_MILLISECONDS) return;
    worked = now;
    work(...args);
  };
}
