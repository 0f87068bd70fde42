import { readFileSync } from 'node:fs';
import { type NaiveOperation, NaiveReference } from '../../model/naive/index.ts';
import { type Asked, isAllowed, Oracle } from '../../model/oracle/index.ts';
import type { Design, DesignName } from '../../spec/designs/design.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { type EffectKind, Effects } from '../../spec/operations/effects.ts';
import { HABITS } from './habits.ts';
import { STORY_MACHINES } from './storyMachines.ts';

/** What was asked on a machine and what a target told, and whether it may tell the last of that; all before it may be. */
export interface Story {
  /** Name of one of the story machines. */
  readonly machine: string;
  readonly design: DesignName;
  readonly isAllowed: boolean;
  readonly tells: readonly Told[];
}

/** One operation, the answer, and what was done beside it. */
interface Told {
  readonly operation: NaiveOperation;
  readonly answer: number;
  readonly effects: readonly (readonly [kind: EffectKind, first: number, second: number])[];
}

/**
 * Stories that each need one clause of the naive reference: a header `machine design: allowed` or `refused`, and a line for each operation
 * with its arguments, the answer behind `=`, and the effects behind commas. An allocation is called by its line, from 0.
 *
 * @throws SyntaxError with a line that is none of that
 */
export const storiesIn = (text: string): Story[] => text.trim().split('\n\n').map(storyOf);

/** Those that are kept. */
export const keptStories = (): Story[] =>
  storiesIn(readFileSync(new URL('stories.txt', import.meta.url), 'utf8'));

function storyOf(text: string): Story {
  const [head = '', ...lines] = text.split('\n');
  const [, machine = '', design = '', verdict] = /^(\S+) (\w+): (allowed|refused)$/.exec(head) ?? [];
  if (STORY_MACHINES[machine] === undefined || !Object.hasOwn(DESIGNS, design) || lines.length === 0)
    throw new SyntaxError(`no story begins with '${head}'`);
  return {
    machine,
    design: design as DesignName,
    isAllowed: verdict === 'allowed',
    tells: lines.map(toldIn),
  };
}

function toldIn(line: string): Told {
  const [, kind, given = '', answer, done = ''] =
    /^(\w+)((?: \w+ [\w-]+)*) = (-?\d+)((?:, \w+ \d+ \d+)*)$/.exec(line) ?? [];
  if (kind === undefined) throw new SyntaxError(`'${line}' is no operation with its answer`);
  const named = [...given.matchAll(/(\w+) (\S+)/g)].map(([, name, value]) => [name, argumentIn(value!)]); // As above.
  return {
    operation: { kind, ...Object.fromEntries(named) } as NaiveOperation, // Kept stories ask nothing else.
    answer: Number(answer),
    effects: [...done.matchAll(/(\w+) (\d+) (\d+)/g)].map(
      ([, effect, first, second]) => [effect as EffectKind, Number(first), Number(second)], // As above.
    ),
  };
}

const argumentIn = (text: string): number | string => (/^-?\d+$/.test(text) ? Number(text) : text);

/** What a reference says to a story: the place of the first answer that it refuses, or -1. */
export function refusedBy(who: 'oracle' | 'naive', { machine, design, tells }: Story): number {
  const map = memoryMapOf(STORY_MACHINES[machine]!, DESIGNS[design]); // A story has one of them.
  const accepts = (who === 'oracle' ? oracleOn : naiveOn)(map, DESIGNS[design], tells.length);
  return tells.findIndex((told, place) => !accepts(told, place));
}

type Accepts = (told: Told, place: number) => boolean;

function naiveOn(map: MemoryMap, design: Design): Accepts {
  const naive = new NaiveReference(map, design);
  return ({ operation, answer, effects }, place) => {
    const log = new Effects();
    for (const [kind, first, second] of effects) log[kind](first, second);
    return naive.judge(operation, place, answer, log) === null;
  };
}

function oracleOn(map: MemoryMap, design: Design, count: number): Accepts {
  const oracle = new Oracle(map, design, HABITS);
  oracle.reset(count);
  return ({ operation, ...outcome }, place) => isAllowed(oracle, asFrame(oracle, operation), place, outcome);
}

/** The oracle is asked about errors in frames alone. */
const asFrame = (oracle: Oracle, operation: NaiveOperation): Asked =>
  operation.kind === 'poisonOf'
    ? { kind: 'poison', pfn: oracle.placeOf(operation.of) + operation.offset, error: operation.error }
    : operation;
