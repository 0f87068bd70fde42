import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { WITNESSES } from '../../spec/witnesses.ts';
import { transitionText } from '../campaign/transitionText.ts';
import { PRESETS } from '../presets/index.ts';
import { openSession } from '../run/openSession.ts';
import type { Tally } from '../run/tally.ts';
import { scenarioOfToken } from '../scenario/token.ts';
import { MACHINES } from '../stocktaking/machines.ts';

type Walks =
  | 'transitions'
  | 'blockTransitions'
  | 'requestTransitions'
  | 'pressureTransitions'
  | 'hugePageTransitions';

/** Where a tally keeps what was walked of each machine. */
const WALKED_IN: Readonly<Record<string, Walks>> = {
  page: 'transitions',
  'memory block': 'blockTransitions',
  request: 'requestTransitions',
  'zone pressure': 'pressureTransitions',
  'huge page': 'hugePageTransitions',
};

/**
 * What the oracle counts while the sound allocator runs scenarios: a line for each situation of `spec/witnesses.ts`, met or not, one for
 * each transition that was walked, and one for decisions. Of a transition of a page it is known that it was walked, not how often.
 */
export function countsOf(tokens: Iterable<string>): string[] {
  const met = WITNESSES.map(({ name, meaning }) => ({ text: `${name}, ${meaning}`, count: 0 }));
  const walked = MACHINES.map(({ table }) => table.transitions.map(() => 0));
  let decided = 0;
  let undecided = 0;
  for (const token of tokens) {
    const tally = tallyOf(token);
    for (const [number, witness] of met.entries()) witness.count += tally.witnesses[number]!; // One a witness.
    for (const [place, { name }] of MACHINES.entries())
      for (const [number, count] of tally[WALKED_IN[name]!].entries()) walked[place]![number]! += count; // One a transition.
    decided += tally.decided;
    undecided += tally.undecided;
  }
  return [
    ...met.map(({ text, count }) => `${count} times ${text}`),
    ...MACHINES.flatMap(({ name, table }, place) =>
      table.transitions
        .map(
          (transition, number) =>
            `${walked[place]![number]} times ${name}: ${transitionText(table, transition)}`,
        ) // As above.
        .filter((line) => !line.startsWith('0 ')),
    ),
    `${decided} decisions were judged, ${undecided} were not`,
  ];
}

function tallyOf(token: string): Tally {
  const { layout, design, operations } = scenarioOfToken(token, PRESETS);
  const session = openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], soundTarget);
  const violation = session.run(operations);
  if (violation !== null) throw new Error(`${token} broke ${violation.invariant}: ${violation.sentence}`);
  return session.tally;
}
