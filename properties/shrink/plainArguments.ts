import { operationCount } from '../scenario/words.ts';
import type { Attempt } from './attempt.ts';
import { PLAIN_FIELDS, type PlainField, withField } from './plainFields.ts';

/** Makes every argument as plain as the failure allows: all operations at once, else by halves, else one by one. */
export function makePlain(attempt: Attempt): void {
  for (const field of PLAIN_FIELDS) lowerAll(attempt, field, groupsOf(attempt, field));
}

/** Operations whose value is not the plainest, those with the same key together. */
function groupsOf(attempt: Attempt, field: PlainField): number[][] {
  const { words, scenario } = attempt;
  const least = field.least(scenario.layout);
  const groups = new Map<number, number[]>();
  for (let index = 0; index < operationCount(words); index++) {
    if (field.valueAt(words, index) <= least) continue;
    const key = field.keyOf?.(words, index) ?? index;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  return [...groups.values()];
}

function lowerAll(attempt: Attempt, field: PlainField, groups: readonly number[][]): void {
  const [first] = groups;
  if (first === undefined || attempt.stopped) return;
  const least = field.least(attempt.scenario.layout);
  if (attempt.accepts(withField(attempt.words, field, groups.flat(), least))) return;
  if (groups.length === 1) {
    lowerOne(attempt, field, first, least);
    return;
  }
  const middle = groups.length >> 1;
  lowerAll(attempt, field, groups.slice(0, middle));
  lowerAll(attempt, field, groups.slice(middle));
}

/** Where each value is tried in turn: numbers that are names, and few numbers of a short scenario. */
const FEW_VALUES = 8;
const SHORT = 8;

/** The lowest value that still fails: each in turn, or by halving what lies between it and one that does not. */
function lowerOne(attempt: Attempt, field: PlainField, group: readonly number[], least: number): void {
  let passing = least;
  let failing = Math.max(...group.map((index) => field.valueAt(attempt.words, index)));
  const isShort = operationCount(attempt.words) <= SHORT;
  const inTurn = isShort && (field.name === 'class' || failing - passing <= FEW_VALUES);
  if (field.name === 'class' && !inTurn) failing = Math.min(failing, least + 2); // Their order means little: user, and no more.
  while (failing - passing > 1 && !attempt.stopped) {
    const middle = inTurn ? passing + 1 : (passing + failing) >> 1;
    if (attempt.accepts(withField(attempt.words, field, group, middle))) failing = middle;
    else passing = middle;
  }
}
