import { operationCount } from '../scenario/words.ts';
import type { ArgumentRole, Ending, Explanation, OperationRole } from './explanation.ts';
import { nearest, saidIn } from './nearest.ts';
import { type Failing, type Runner, Tries } from './tries.ts';
import { type ArgumentVariants, argumentVariants, type Variant, variantWithout } from './variants.ts';

/** What is longer is not minimal, and nobody reads that much about it. */
const LONGEST = 32;
/** Runs for one failure: fewer on a large machine, where each takes longer. */
const MOST_RUNS = 600;
const MOST_FRAMES = 40_000_000;
/** Values of each argument that are tried before any others. */
const FIRST_VALUES = 2;

/**
 * Finds out what each operation and each argument of a failing scenario is needed for, and the nearest scenario that passes.
 *
 * @param frames of its machine
 * @param until ends that early
 * @returns null if the scenario has no operation, or too many
 */
export function explain(
  failing: Failing,
  frames: number,
  runner: Runner,
  until: () => boolean,
): Explanation | null {
  const { scenario, violation } = failing;
  const count = operationCount(scenario.operations);
  if (count === 0 || count > LONGEST) return null;
  const most = Math.min(MOST_RUNS, Math.floor(MOST_FRAMES / frames));
  const tries = new Tries(runner, violation, most, until);
  const passing: Variant[] = [];
  const places = Array.from({ length: count }, (_, place) => place);
  const without = places.map((place) => roleWithout(failing, place, tries, passing));
  const others = places.map((place) => argumentVariants(scenario, place));
  const endings = endingsOf(others.toReversed().flat(), tries);
  passing.push(...[...endings].filter(([, ending]) => ending === 'passes').map(([variant]) => variant));
  const rolesAt = (place: number) => others[place]!.map((each) => argumentRole(each, endings)); // One for each place.
  return {
    operations: without.map((role, place) => ({ ...role, arguments: rolesAt(place) })),
    neighbour: nearest(failing, passing, tries),
    executions: tries.count,
    complete: !tries.over,
  };
}

function roleWithout(
  failing: Failing,
  number: number,
  tries: Tries,
  passing: Variant[],
): Omit<OperationRole, 'arguments'> {
  const variant = variantWithout(failing.scenario, number);
  const ending = tries.ending(variant.words);
  if (ending === 'passes') passing.push(variant);
  const last = variant.places.indexOf(failing.violation.operation);
  const step = ending === null || last < 0 ? undefined : tries.story(variant.words).steps[last];
  const saidThen = step === undefined ? null : saidIn(step);
  return { number, without: ending, dependents: goneWith(variant, number), saidThen };
}

const goneWith = ({ change }: Variant, number: number): number[] =>
  change.kind === 'left out' ? change.operations.filter((place) => place !== number) : [];

type Endings = ReadonlyMap<Variant, Ending | null>;

/** The nearest values of each argument come first, in case there is no time for all. */
function endingsOf(all: readonly ArgumentVariants[], tries: Tries): Endings {
  const first = all.flatMap(({ variants }) => variants.slice(0, FIRST_VALUES));
  const others = all.flatMap(({ variants }) => variants.slice(FIRST_VALUES));
  return new Map([...first, ...others].map((variant) => [variant, tries.ending(variant.words)]));
}

function argumentRole({ name, value, variants, isAll }: ArgumentVariants, endings: Endings): ArgumentRole {
  const tried = variants.flatMap((variant) => {
    const ending = endings.get(variant) ?? null;
    return ending === null ? [] : [{ value: variant.value, ending }];
  });
  const valuesThat = (...wanted: readonly Ending[]) =>
    tried.filter(({ ending }) => wanted.includes(ending)).map((each) => each.value);
  return {
    name,
    value,
    same: valuesThat('same', 'same elsewhere'),
    passes: valuesThat('passes'),
    breaksOther: tried.flatMap((each) =>
      each.ending.startsWith('INV') ? [{ value: each.value, invariant: each.ending }] : [],
    ),
    isAll: isAll && tried.length === variants.length,
  };
}
