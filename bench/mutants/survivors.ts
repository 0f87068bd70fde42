const SECOND_LOOK =
  'the oracle refuses each step that would lead to such a world, so this second look finds something only where it failed to';

/** A weakened oracle that nobody notices, with the reason why that is no hole: it judges as the whole one does. */
export const SURVIVORS: Readonly<Record<string, string>> = {
  'properties/run/endQuestions.ts checkWorld: call objectToViolators(run, WORLD_RULES);': SECOND_LOOK,
  'properties/run/endQuestions.ts objectToViolators: throw new Objection(id, `not so any more: {claim}`, ...culprits.slice(0, 8));':
    SECOND_LOOK,
};

/** Nobody notices these, and somebody should: each waits for a demonstration, a fault or a lie. Not every place has been tried yet. */
export const HOLES: readonly string[] = [
  "model/oracle/allocations.ts mustNotBeLocked: throw new Objection('INV-171', `reclaim dropped {block}, which has a right to mirrored memory`, pfn);",
  "model/oracle/followSteps.ts mustHoldNothingPrivate: throw new Objection('INV-185', `frame {hex(frame)} of block {block} was left on a private list`, frame);",
  "model/oracle/serve.ts takeFromLists: throw new Objection( 'INV-106', `{blockText(pfn, order)} is not one free block: its frames could never merge`, pfn, );",
  "model/oracle/compaction.ts mustKeepCourse: throw new Objection('INV-177', `{move}: the migrate scanner went back`, pfn);",
  "model/oracle/judgeClaim.ts followClaim: throw new Objection( 'INV-141', `the pageblock at {hex(pfn)} was claimed for a request of order {order}, and holds no bl…",
  "model/boot/bootOracle.ts release: throw new Objection( 'INV-117', `giving back {range} was answered {refusalName(answer) ?? answer}; only DONE is right`, …",
  "properties/run/endQuestions.ts offlineThenOnline: call mustBeAsBefore(run, before, 'INV-182', `taking memory block {block} out and putting it back`);",
  'properties/run/endQuestions.ts mustBeAsBefore: throw new Objection(invariant, `{what}, with nothing in use, did not leave memory as it was`);',
  "model/oracle/effects.ts mustBeListOf: throw new Objection('INV-119', `CPU {cpu} put back {blockText(pfn, 0)} from CPU {list}'s list`, pfn);",
  "model/oracle/followOffline.ts judgeGivenUp: throw new Objection('INV-3', `offlining block {block} was answered INTERRUPTED without a signal`);",
  "model/oracle/failurePoints.ts followInject: call return mustAnswer(answer, INVALID, 'INV-3', effects);",
  "model/oracle/followOnline.ts judgePoisoned: throw new Objection( 'INV-3', `onlining block {block} names the wrong page; frame {hex(poisoned)} would have been a righ…",
  "model/oracle/reportJudge.ts memoryBlock: throw new Objection('INV-191', `memory block {block} is reported, but there is no memory`);",
  "model/oracle/reportJudge.ts pooled: throw new Objection( 'INV-206', `frame {hex(pfn)} is reported as an element of the pool, {this.#pooled.has(pfn) ? 'twice…",
  "model/oracle/followRange.ts mustReachIn: throw new Objection( 'INV-4', `taking the range at {hex(range.start)} touched the allocation at {hex(pfn)}, which is not…",
  "model/oracle/openRequest.ts mustCompact: throw new Objection( 'INV-4', `pages were moved together for a request of order {order} that does not compact`, );",
  "model/boot/bootOracle.ts #judgeRange: throw new Objection( 'INV-101', `{printRange(range)} does not begin at a multiple of {2 ** request.align}`, );",
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
