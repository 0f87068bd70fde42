import type { OperationKind } from '../../spec/operations/operation.ts';
import type { WitnessNeed } from '../../spec/witnesses.ts';
import type { OutcomeCount } from './result.ts';

/** A kind of operation that was asked often, and always answered alike where it could have been answered otherwise. */
export interface OneSided {
  readonly kind: OperationKind;
  /** The answer that never came: a refusal by its name, or `any success`. */
  readonly never: string;
  readonly asked: number;
}

/** What never came to a kind that was always refused. */
export const ANY_SUCCESS = 'any success';

/** Asked less often than this, a kind may have had no occasion. */
const OFTEN = 5_000;

/** Every other outcome is a refusal. */
const SUCCESSES: ReadonlySet<string> = new Set([
  'granted',
  'done',
  'recovered',
  'lost',
  'ignored',
  'failed',
  'already',
  'corrected',
]);

interface Refusal {
  readonly outcome: string;
  /** What machine, design and target must have, or nobody can be refused so. */
  readonly needs: readonly WitnessNeed[];
  /** Rare: it takes this many questions before its absence means something. */
  readonly after?: number;
}

const refused = (outcome: string, ...needs: readonly WitnessNeed[]): Refusal => ({ outcome, needs });

/** What it takes that a kind is ever answered with a success. */
const SUCCEEDS_WITH: Partial<Record<OperationKind, readonly WitnessNeed[]>> = {
  breakMirror: ['mirror'],
  cmaAllocate: ['cma'],
  cmaRelease: ['cma'],
  expandMirror: ['expansion'],
  upgrade: ['critical'],
};

/** The refusals that a rule allows for a kind, and that a good campaign brings about beside successes. */
const JUSTIFIED: Partial<Record<OperationKind, readonly Refusal[]>> = {
  allocate: [refused('no memory'), refused('invalid'), refused('not permitted', 'critical')],
  pin: [refused('busy', 'movable'), refused('no memory', 'movable')],
  offline: [refused('busy', 'hotplug')],
  online: [{ ...refused('poisoned in the way', 'hotplug'), after: 40_000 }],
  remove: [refused('busy', 'hotplug')],
  isolate: [refused('busy')],
  contigAllocate: [refused('busy')],
  migrate: [refused('busy')],
  poolGet: [refused('no memory')],
  reserveRange: [refused('no memory')],
};

/**
 * Where the oracle judged one answer only: a rule that has allowed everything it saw, or refused everything, was not
 * decisive, however often it was asked.
 *
 * @param has whether some machine of the campaign has it
 */
export function oneSidedKinds(
  outcomes: readonly OutcomeCount[],
  has: (need: WitnessNeed) => boolean,
): OneSided[] {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const own = outcomes.filter((outcome) => outcome.kind === kind);
    const asked = own.reduce((sum, { count }) => sum + count, 0);
    if (asked < OFTEN) return [];
    const isServed = own.some(({ outcome }) => SUCCESSES.has(outcome));
    const never: string[] = isServed || !(SUCCEEDS_WITH[kind] ?? []).every(has) ? [] : [ANY_SUCCESS];
    for (const { outcome, needs, after = OFTEN } of JUSTIFIED[kind] ?? []) {
      const isDue = asked >= after && needs.every(has);
      if (isDue && !own.some((each) => each.outcome === outcome)) never.push(outcome);
    }
    return never.map((answer) => ({ kind, never: answer, asked }));
  });
}
