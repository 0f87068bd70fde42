import { soundTarget } from '../../impl/target.ts';
import { countsOf } from '../../properties/counts/counts.ts';
import { DEMONSTRATIONS } from '../../properties/demonstrations/index.ts';
import { bounded } from '../../properties/faults/bounded.ts';
import { FAULTS } from '../../properties/faults/index.ts';
import { minimalScenarioOf } from '../../properties/faults/minimalScenario.ts';
import { reportVerdicts } from '../../properties/lies/reportVerdicts.ts';
import { QUIET_TOKENS, TOKENS } from '../../properties/lies/tokens.ts';
import { verdicts } from '../../properties/lies/verdicts.ts';
import { PRESETS } from '../../properties/presets/index.ts';
import { openSession } from '../../properties/run/openSession.ts';
import { scenarioOfToken } from '../../properties/scenario/token.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { wordsOf } from '../../properties/scenario/wordsOf.ts';
import { TRAPS } from '../../properties/traps/index.ts';
import { quiet } from '../../properties/traps/trap.ts';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { Noticer } from '../noticer.ts';
import { soundly } from '../stryker/soundly.ts';

/** All noticers together take three seconds; a weakened oracle may loop. */
const MILLISECONDS = 30_000;

/** Each rule seen to fail, and each truth seen to pass. */
const demonstrations = DEMONSTRATIONS.map(
  (demonstration): Noticer => ({
    name: `demonstration: ${demonstration.title}`,
    rule: demonstration.invariant,
    holds: () => demonstration.show() === demonstration.invariant && demonstration.control() === null,
  }),
);

/** Each seeded fault caught in its minimal scenario, by the same rule. */
const faults = Object.values(FAULTS).flatMap((fault): Noticer[] => {
  const kept = minimalScenarioOf(fault.name);
  if (kept === undefined) return [];
  const holds = () => {
    const { layout, design, operations } = scenarioOfToken(kept.token, PRESETS);
    const session = openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], fault.target);
    return session.run(operations)?.invariant === kept.invariant;
  };
  return [{ name: `fault ${fault.name}`, rule: kept.invariant, holds }];
});

/** Each way to fool a lax oracle seen through. */
const traps = TRAPS.map(({ excuse, invariant, target, honest, operations, layout, design }): Noticer => {
  const brokenBy = (who: Target) =>
    openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], who).run(wordsOf(operations))
      ?.invariant ?? null;
  return {
    name: `trap: ${excuse}`,
    rule: invariant,
    holds: () => brokenBy(target) === invariant && brokenBy(honest) === null,
  };
});

/** What the whole oracle makes of a scenario: a mutant that makes anything else of it is noticed. */
const asSound = (name: string, of: () => string[]): Noticer => {
  const told = (): string => of().join('\n');
  const sound = soundly(name, told);
  return { name, rule: '', prepare: sound, holds: () => told() === sound() };
};

/** @returns a noticer for each operation of a scenario */
const asSoundEach = (token: string, name: string, of: (about: number) => string[]): Noticer[] =>
  Array.from({ length: operationCount(scenarioOfToken(token, PRESETS).operations) }, (_, number) =>
    asSound(`${name} about operation ${number + 1}`, () => of(number)),
  );

/** Lies told after the truth, and what the whole oracle says to each; the tests of `properties/lies` hold it to that. */
const lies = TOKENS.flatMap((token, place) => [
  ...asSoundEach(token, `lies in scenario ${place + 1}`, (about) => verdicts([token], about)),
  asSound(`false reports in scenario ${place + 1}`, () => reportVerdicts([token])),
]);

const untold = quiet(soundTarget);
const quietLies = QUIET_TOKENS.flatMap((token, place) => [
  ...asSoundEach(token, `lies of a quiet allocator in scenario ${place + 1}`, (about) =>
    verdicts([token], about, untold),
  ),
  asSound(`false reports of one in scenario ${place + 1}`, () => reportVerdicts([token], untold)),
]);

/** What is met and walked in kept scenarios; the test of `properties/counts` holds the whole oracle to it. */
const counts = TOKENS.map((token, place) =>
  asSound(`counts of scenario ${place + 1}`, () => countsOf([token])),
);

export const NOTICERS: readonly Noticer[] = [
  ...demonstrations,
  ...faults,
  ...traps,
  ...lies,
  ...quietLies,
  ...counts,
];

/** Those that noticed something last are asked first: neighbours are mostly noticed by the same. */
const order: Noticer[] = [...NOTICERS];

/** A noticer that notices, those about the rule in question asked first; null if none does. */
export function whoNotices(rule: string | null): string | null {
  const near = order.filter((noticer) => noticer.rule === rule);
  const far = order.filter((noticer) => noticer.rule !== rule);
  const noticer = firstNoticer([...near, ...far]);
  const place = noticer === null ? -1 : order.indexOf(noticer);
  if (place > 0) order.unshift(...order.splice(place, 1));
  return noticer?.name ?? null;
}

function firstNoticer(noticers: readonly Noticer[]): Noticer | null {
  let asked: Noticer | null = null;
  try {
    return bounded(MILLISECONDS, () => {
      for (asked of noticers) if (!asked.holds()) return asked;
      return null;
    });
  } catch {
    return asked; // It threw, or never came back.
  }
}
