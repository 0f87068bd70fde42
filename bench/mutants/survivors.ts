const SECOND_LOOK =
  'the oracle refuses each step that would lead to such a world, so this second look finds something only where it failed to';

const ROUND_TRIP =
  'the oracle judges each step of taking a block out and putting it back, and lets only one outcome pass, so the books are as before; what ' +
  'the target falsifies is found by the next look at the whole world';

const SAME_RULE =
  'the machine of memory blocks refuses the same step right behind by the same rule; this objection comes first since it says which frame must stay';

/** A weakened oracle that nobody notices, with the reason why that is no hole: it judges as the whole one does. */
export const SURVIVORS: Readonly<Record<string, string>> = {
  'properties/run/endQuestions.ts checkWorld: call objectToViolators(run, WORLD_RULES);': SECOND_LOOK,
  'properties/run/endQuestions.ts objectToViolators: throw new Objection(id, `not so any more: {claim}`, ...culprits.slice(0, 8));':
    SECOND_LOOK,
  "properties/run/endQuestions.ts offlineThenOnline: call mustBeAsBefore(run, before, 'INV-182', `taking memory block {block} out and putting it back`);":
    ROUND_TRIP,
  'properties/run/endQuestions.ts mustBeAsBefore: throw new Objection(invariant, `{what}, with nothing in use, did not leave memory as it was`);':
    ROUND_TRIP,
  'model/oracle/followOffline.ts followOffline: call objectToOffline(s, block, answer);': SAME_RULE,
  'model/oracle/followSteps.ts followBeginOffline: call objectToOffline(s, block, answer);': SAME_RULE,
  "model/oracle/followOffline.ts objectToOffline: throw new Objection( 'INV-188', `offlining block {block} was answered {answerName(answer)}, although frame {hex(stays)} …":
    SAME_RULE,
};

/** Nobody notices these, and somebody should: each waits for a demonstration, a fault or a lie. */
export const HOLES: readonly string[] = [];

/** Survivors that are known, with a reason or without. */
export const isKnown = (name: string): boolean => Object.hasOwn(SURVIVORS, name) || HOLES.includes(name);

/** What is to be done about survivors that nobody knows of, and about known ones that no longer survive. */
export function complaintsAbout(survivors: readonly string[], isAll: boolean): string[] {
  const unknown = survivors.filter((name) => !isKnown(name));
  const gone = isAll ? [...Object.keys(SURVIVORS), ...HOLES].filter((name) => !survivors.includes(name)) : [];
  return [
    ...unknown.map((name) => `nobody notices: ${name}`),
    ...gone.map((name) => `noticed after all, or gone: ${name}`),
  ];
}
