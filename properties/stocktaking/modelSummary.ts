import { DESIGNS } from '../../spec/designs/index.ts';
import { FINDINGS } from '../../spec/findings.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { INEXPRESSIBLE } from '../../spec/invariants/inexpressible.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { type Carried, DISCUSSIONS, REQUIREMENTS, type Requirement } from '../../spec/requirements/index.ts';
import { WITNESSES } from '../../spec/witnesses.ts';
import { DEMONSTRATIONS, type Demonstration } from '../demonstrations/index.ts';
import { EXECUTABLE } from '../run/executors.ts';
import { MACHINES } from './machines.ts';

/** What the model consists of, counted where it is defined, and shown where it can be. */
export type ModelSummary = ReturnType<typeof modelSummary>;

/** Takes stock, and runs every demonstration: a rule is seen to fail because it has just failed. */
export function modelSummary() {
  const shown = shownRules();
  const seen = INVARIANTS.filter(({ id }) => shown.seen.has(id));
  return {
    machines: MACHINES.map(({ name, table: { leaves, events, transitions } }) => ({
      name,
      leaves: leaves.length,
      events: events.length,
      transitions: transitions.length,
    })),
    operations: { total: OPERATION_KINDS.length, asked: EXECUTABLE.length, waiting: waitingOperations() },
    designs: Object.values(DESIGNS).map(({ name, title }) => ({ name, title })),
    invariants: {
      total: INVARIANTS.length + INEXPRESSIBLE.length,
      expressible: INVARIANTS.length,
      seenToFail: seen.length,
      catalogue: catalogueOf(seen.map(({ id }) => id)),
      demonstrations: DEMONSTRATIONS.length,
      shownBy: { answer: ofKind('answer'), run: ofKind('run'), world: ofKind('world') },
      waiting: INVARIANTS.filter(({ id }) => !shown.seen.has(id) && !shown.lost.has(id)).map(({ id }) => id),
      /** Rules whose demonstration shows nothing: zoneproof itself is broken. */
      lost: [...shown.lost],
      inexpressible: INEXPRESSIBLE.map(({ id, claim, reason }) => ({ id, claim, reason })),
      rules: INVARIANTS.map(({ id, claim, scope, designs }) => ({
        id,
        claim,
        scope,
        designs,
        failsWhen: titlesOf(id),
        /** What was judged: a world made by hand, the answers of a target, or whole runs of one. */
        shownBy: kindsOf(id),
        /** A check of zoneproof by itself: the memory map is given to targets, and none can break it. */
        selfCheck: scope === 'boot',
      })),
    },
    witnesses: lengthOf(WITNESSES),
    findings: lengthOf(FINDINGS),
    requirements: requirementCounts(shown.seen),
  };
}

/** Rules above this number are the 108 of the catalogue; below are those of the contract and of the mission. */
const OF_THIS_PROJECT = 100;

/** The catalogue alone, which others number as well. */
function catalogueOf(seen: readonly string[]) {
  const inCatalogue = (id: string): boolean => Number(id.slice('INV-'.length)) > OF_THIS_PROJECT;
  const expressible = INVARIANTS.filter(({ id }) => inCatalogue(id)).length;
  const rest = INEXPRESSIBLE.filter(({ id }) => inCatalogue(id)).length;
  return { total: expressible + rest, expressible, seenToFail: seen.filter(inCatalogue).length };
}

/** A list of constants has its length in its type, which no summary can match. */
const lengthOf = (list: readonly unknown[]): number => list.length;

const ofKind = (kind: (typeof DEMONSTRATIONS)[number]['kind']): number =>
  DEMONSTRATIONS.filter((demonstration) => demonstration.kind === kind).length;

const titlesOf = (id: string): string[] =>
  DEMONSTRATIONS.filter(({ invariant }) => invariant === id).map(({ title }) => title);

const kindsOf = (id: string): Demonstration['kind'][] => [
  ...new Set(DEMONSTRATIONS.filter(({ invariant }) => invariant === id).map(({ kind }) => kind)),
];

const waitingOperations = (): string[] => OPERATION_KINDS.filter((kind) => !EXECUTABLE.includes(kind));

function shownRules(): { readonly seen: ReadonlySet<string>; readonly lost: ReadonlySet<string> } {
  const seen = new Set<string>();
  const lost = new Set<string>();
  for (const { invariant, show, control } of DEMONSTRATIONS)
    (show() === invariant && control() === null ? seen : lost).add(invariant);
  for (const id of lost) seen.delete(id);
  return { seen, lost };
}

/**
 * Covered means filled in: each rule that a row names was just seen to fail, and each operation can be asked. Whether a
 * campaign met what its `properties` name is for the campaign to say.
 */
function requirementCounts(seen: ReadonlySet<string>) {
  const rows = REQUIREMENTS.map((requirement) => ({ ...requirement, state: stateOf(requirement, seen) }));
  const of = (state: (typeof rows)[number]['state']) => rows.filter((row) => row.state === state);
  return {
    discussions: Object.values(DISCUSSIONS),
    total: rows.length,
    covered: of('covered').length,
    outOfScope: of('out of scope').length,
    waiting: of('waiting').map(({ id, mechanism }) => ({ id, mechanism })),
    rows,
  };
}

const stateOf = (
  { answer }: Requirement,
  seen: ReadonlySet<string>,
): 'covered' | 'waiting' | 'out of scope' =>
  'outOfScope' in answer ? 'out of scope' : isCovered(answer, seen) ? 'covered' : 'waiting';

const isCovered = ({ invariants, operations }: Carried, seen: ReadonlySet<string>): boolean =>
  invariants.length > 0 &&
  invariants.every((id) => seen.has(id)) &&
  operations.every((kind) => EXECUTABLE.includes(kind));
