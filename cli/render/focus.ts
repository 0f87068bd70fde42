import type { PageMap, PageMapRun } from '../../properties/run/story.ts';

/** Maps up to this many runs are shown whole. */
const WHOLE = 48;
/** Neighbours shown on both sides of what matters. */
const NEIGHBOURS = 3;
/** Runs that matter, at most. */
const MOST = 8;

/**
 * The part of a map that matters: around the frames that show the violation, and where it differs from the other map. On a
 * machine of half a million pages everything else is noise.
 */
export function focusOn(map: PageMap, other: PageMap): PageMap {
  const { runs } = map;
  if (runs.length <= WHOLE) return map;
  const known = new Set(other.runs.map(looks));
  const culprits = placesWhere(runs, ({ culprit }) => culprit);
  const changes = placesWhere(runs, (run) => !known.has(looks(run)));
  const matter = [...new Set([...culprits, ...changes])].slice(0, MOST);
  const near = (place: number) => matter.some((centre) => Math.abs(centre - place) <= NEIGHBOURS);
  return { runs: matter.length === 0 ? runs.slice(0, WHOLE) : runs.filter((_, place) => near(place)) };
}

const placesWhere = (runs: readonly PageMapRun[], matters: (run: PageMapRun) => boolean): number[] =>
  runs.flatMap((run, place) => (matters(run) ? [place] : []));

const looks = ({ start, end, leaves, zone }: PageMapRun): string =>
  `${start} ${end} ${leaves.join()} ${zone}`;
