import { MEASURES } from '../../../properties/compare/measures.ts';
import { FAULTS } from '../../../properties/index.ts';
import { DESIGN_NAMES } from '../../../spec/designs/index.ts';
import { MACHINES } from '../machine/machines.ts';
import type { MeasuredFaults } from './faults.ts';
import { type Measured, read } from './readMeasured.ts';
import { whyStale } from './stale.ts';

/** Where measured data no longer agree with the code, and what to type. */
export const drift = (measured: Measured): string[] => [
  ...faultDrift(read<MeasuredFaults>('faults')),
  ...witnessDrift(measured),
  ...coverageDrift(measured),
  ...comparisonDrift(measured),
  ...seedsDrift(measured),
];

function faultDrift(data: MeasuredFaults | null): string[] {
  const faults = data?.faults ?? [];
  const missing = Object.keys(FAULTS).filter((name) => faults.every((fault) => fault.name !== name));
  const stale = faults.flatMap((fault) => {
    const why = whyStale(fault);
    return why === null ? [] : [`${fault.name}: ${why}`];
  });
  return [...missing.map((name) => `${name}: not measured`), ...stale].map(withRemedy('faults'));
}

/** Every run still ends in its state. */
const witnessDrift = ({ witnesses }: Measured): string[] =>
  [...witnesses]
    .filter(([leaf, { after }]) => !after.runs.some(({ leaves }) => leaves.includes(leaf)))
    .map(([leaf]) => `${leaf}: its run does not end there any more`)
    .map(withRemedy('witnesses'));

/** The campaigns were about these designs and these machines. */
function coverageDrift({ coverage }: Measured): string[] {
  const known = new Set(
    MACHINES.flatMap(({ prefix, table }) =>
      table.transitions.map(
        ({ leaf, event, target }) =>
          `${prefix}${table.leaves[leaf]} --${table.events[event]}--> ${table.leaves[target]}`,
      ),
    ),
  );
  const named = (coverage?.campaigns ?? []).flatMap(({ missing, unreachable }) => [
    ...missing,
    ...unreachable.map(({ transition }) => transition),
  ]);
  const unknown = [...new Set(named)].filter((transition) => !known.has(transition));
  const totals = (coverage?.campaigns ?? [])
    .filter(({ total, unreachable }) => total + unreachable.length !== known.size)
    .map(({ design }) => `under ${design} the campaign knew another number of transitions`);
  return [
    ...sameNames(
      'designs',
      (coverage?.campaigns ?? []).map(({ design }) => design),
      DESIGN_NAMES,
    ),
    ...unknown.map((transition) => `${transition}: there is no such transition`),
    ...totals,
  ].map(withRemedy('coverage'));
}

const comparisonDrift = ({ comparison }: Measured): string[] =>
  [
    ...sameNames(
      'designs',
      (comparison?.designs ?? []).map(({ design }) => design),
      DESIGN_NAMES,
    ),
    ...sameNames(
      'measures',
      (comparison?.measures ?? []).map(({ name }) => name),
      MEASURES.map(({ name }) => name),
    ),
  ].map(withRemedy('comparison'));

/** Every fault was hunted, and none that is no more. */
function seedsDrift({ seeds }: Measured): string[] {
  const hunted = (seeds?.faults ?? []).map(({ name }) => name);
  return [
    ...Object.keys(FAULTS)
      .filter((name) => !hunted.includes(name))
      .map((name) => `${name}: not hunted`),
    ...hunted.filter((name) => !Object.hasOwn(FAULTS, name)).map((name) => `${name}: there is no such fault`),
  ].map(withRemedy('seeds'));
}

const sameNames = (what: string, found: readonly string[], expected: readonly string[]): string[] =>
  found.join() === expected.join() ? [] : [`${what} are ${expected.join(', ')} now, not ${found.join(', ')}`];

const withRemedy =
  (kind: string) =>
  (complaint: string): string =>
    `docs/measured/${kind}.json: ${complaint}; npm run docs:measure -- ${kind}`;
