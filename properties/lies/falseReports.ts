import type { Inspection } from '../../spec/world/inspection.ts';
import { Random } from '../generate/random.ts';

/** One thing that a target reports of itself. */
export interface Item {
  readonly name: keyof Inspection;
  readonly values: readonly (number | boolean)[];
}

/** A report with one thing in it that is not so, and how that differs. */
export interface FalseReport {
  readonly items: readonly Item[];
  readonly what: string;
}

/** What a target reports, in its order. */
export function itemsOf(report: (into: Inspection) => void): Item[] {
  const items: Item[] = [];
  const listener = new Proxy({} as Inspection, {
    get:
      (_, name) =>
      (...values: Item['values']) => {
        items.push({ name: name as Item['name'], values });
      },
  });
  report(listener);
  return items;
}

/** Tells it to somebody. */
export function tell(items: readonly Item[], into: Inspection): void {
  for (const { name, values } of items) (into[name] as (...values: Item['values']) => void)(...values);
}

/** Lies about a report, drawn from a seed: about something of each kind as often, something left out, told twice, made up, or changed. */
export function* falseReports(items: readonly Item[], count: number, seed: number): Generator<FalseReport> {
  const random = new Random();
  random.seed(seed + 1);
  const kinds = [...new Set(items.map(({ name }) => name))];
  for (let lie = 0; lie < count; lie++) {
    const name = kinds[random.below(kinds.length)]!; // Something is always reported, here and below.
    const places = items.flatMap((item, place) => (item.name === name ? [place] : []));
    const place = places[random.below(places.length)]!;
    yield random.onceIn(4) ? madeUp(items, place, random) : changed(items, place, random);
  }
}

/** Frames of the small machines, and a few behind them. */
const FRAMES = 132;
/** Zones, areas, memory blocks and processes: as many as there are, or a few more. */
const FEW = 8;
/** What is made up, of how many values, and below which number the first of them is. */
const MADE_UP = [
  ['freeBlock', 3, FRAMES],
  ['cachedBlock', 3, FRAMES],
  ['usedBlock', 2, FRAMES],
  ['pins', 3, FRAMES],
  ['references', 3, FRAMES],
  ['locked', 1, FRAMES],
  ['queuedForSplit', 1, FRAMES],
  ['pooled', 1, FRAMES],
  ['mirroredProcess', 1, FEW],
  ['memoryBlock', 2, FEW],
  ['cmaArea', 2, FEW],
  ['boost', 2, FEW],
] as const satisfies readonly (readonly [keyof Inspection, count: number, below: number])[];

function madeUp(items: readonly Item[], place: number, random: Random): FalseReport {
  const [name, count, below] = MADE_UP[random.below(MADE_UP.length)]!; // Below the length.
  const values = [random.below(below), ...Array.from({ length: count - 1 }, () => random.below(4))];
  return { items: items.toSpliced(place, 0, { name, values }), what: `${name} was made up` };
}

function changed(items: readonly Item[], place: number, random: Random): FalseReport {
  const { name, values } = items[place]!; // A place in the list.
  if (random.onceIn(6)) return { items: items.toSpliced(place, 1), what: `${name} was left out` };
  if (random.onceIn(8))
    return { items: items.toSpliced(place, 0, items[place]!), what: `${name} was doubled` };
  const at = random.below(values.length);
  const old = values[at]!;
  const shift = 2 ** random.below(5) * (random.onceIn(2) ? 1 : -1);
  const other = typeof old === 'boolean' ? !old : random.onceIn(6) ? random.below(FRAMES) : old + shift;
  const item = { name, values: values.with(at, other) };
  return { items: items.with(place, item), what: `${name} has another argument ${at + 1}` };
}
