import type { Step, Story } from '../run/story.ts';
import { tokenOf } from '../scenario/token.ts';
import { operationCount } from '../scenario/words.ts';
import type { Difference, Neighbour, Said } from './explanation.ts';
import type { Failing, Tries } from './tries.ts';
import type { Variant } from './variants.ts';

/** The least different scenario that passes; among several the one that differs last. */
export function nearest(failing: Failing, passing: readonly Variant[], tries: Tries): Neighbour | null {
  const [variant] = passing.toSorted(
    (one, other) => compare(one.distance, other.distance) || placeOf(other) - placeOf(one),
  );
  if (variant === undefined) return null;
  const story = tries.story(variant.words);
  return {
    change: variant.change,
    token: tokenOf({ ...failing.scenario, operations: variant.words }),
    differences: differencesBetween(failing, story, variant.places),
  };
}

/** Neither may be a number. */
const compare = (one: number, other: number): number => (one < other ? -1 : Number(one > other));

const placeOf = ({ change }: Variant): number =>
  change.kind === 'argument' ? change.operation : (change.operations[0] ?? 0);

function differencesBetween(
  { story, violation, scenario }: Failing,
  passing: Story,
  places: readonly number[],
): Difference[] {
  const count = operationCount(scenario.operations);
  return story.steps.flatMap((step): Difference[] => {
    const { number } = step;
    // Questions of the end are told of the failing run only, and the last of them is the one that failed.
    if (number >= count) {
      return !step.agrees && violation.operation >= count
        ? [{ number, failing: saidIn(step), passing: null }]
        : [];
    }
    const other = passing.steps[places.indexOf(number)];
    if (other === undefined) return [];
    const [failed, passed] = [saidIn(step), saidIn(other)];
    const isEqual = failed.model === passed.model && failed.target === passed.target;
    return isEqual ? [] : [{ number, failing: failed, passing: passed }];
  });
}

/** What both sides say in a step. */
export const saidIn = ({ modelSays, targetSays }: Step): Said => ({ model: modelSays, target: targetSays });
