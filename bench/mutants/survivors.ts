const SECOND_LOOK =
  'the oracle refuses each step that would lead to such a world, so this second look finds something only where it failed to';

/** A weakened oracle that nobody notices, with the reason why that is no hole: it judges as the whole one does. */
export const SURVIVORS: Readonly<Record<string, string>> = {
  'properties/run/endQuestions.ts checkWorld: call objectToViolators(run, WORLD_RULES);': SECOND_LOOK,
  'properties/run/endQuestions.ts objectToViolators: throw new Objection(id, `not so any more: {claim}`, ...culprits.slice(0, 8));':
    SECOND_LOOK,
};

/** Nobody notices these, and somebody should: each waits for a demonstration, a fault or a lie. The list may only become shorter. */
export const HOLES: readonly string[] = [
  "model/oracle/allocations.ts mustNotBeLocked: throw new Objection('INV-171', `reclaim dropped {block}, which has a right to mirrored memory`, pfn);",
  "model/oracle/followSteps.ts mustHoldNothingPrivate: throw new Objection('INV-185', `frame {hex(frame)} of block {block} was left on a private list`, frame);",
  "model/oracle/serve.ts takeFromLists: throw new Objection( 'INV-106', `{blockText(pfn, order)} is not one free block: its frames could never merge`, pfn, );",
  "model/oracle/compaction.ts mustKeepCourse: throw new Objection('INV-177', `{move}: the migrate scanner went back`, pfn);",
  "model/oracle/judgeClaim.ts followClaim: throw new Objection( 'INV-141', `the pageblock at {hex(pfn)} was claimed for a request of order {order}, and holds no bl…",
  "model/boot/bootOracle.ts release: throw new Objection( 'INV-117', `giving back {range} was answered {refusalName(answer) ?? answer}; only DONE is right`, …",
  "properties/run/endQuestions.ts offlineThenOnline: call mustBeAsBefore(run, before, 'INV-182', `taking memory block {block} out and putting it back`);",
  'properties/run/endQuestions.ts mustBeAsBefore: throw new Objection(invariant, `{what}, with nothing in use, did not leave memory as it was`);',
  "model/oracle/failurePoints.ts followInject: call return mustAnswer(answer, INVALID, 'INV-3', effects);",
];

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
