import { describe, expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { Effects } from '../../spec/operations/effects.ts';
import { FAULTS } from '../faults/index.ts';
import { Random } from '../generate/random.ts';
import { PRESETS } from '../presets/index.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';
import { makersIn, operationsAbout } from '../shrink/levels.ts';
import { vocabularyOf } from '../shrink/vocabulary.ts';
import { openSession } from './openSession.ts';
import { operationsOf } from './operationsOf.ts';

const layout = PRESETS.tiny!;
const RUNS = 1000;
const LONGEST = 3;
const CONTINUATIONS = 2;

function twinsOf({ target, design: name }: Pick<(typeof FAULTS)[string], 'target' | 'design'>) {
  const design = DESIGNS[name];
  const map = memoryMapOf(layout, design);
  const session = openSession(map, design, target);
  const sorts = vocabularyOf(operationsOf(target, map, design), layout);
  const random = new Random();
  random.seed(1);
  const goOn = (words: OperationWords, about: readonly number[]): OperationWords => {
    const choices = operationsAbout([sorts[random.below(sorts.length)]!], about);
    const more = choices[random.below(choices.length)] ?? new Int32Array(0);
    return Int32Array.of(...words, ...more);
  };
  const drawn = (): OperationWords => {
    let words: OperationWords = new Int32Array(0);
    for (let place = random.below(LONGEST) + 1; place > 0; place--) words = goOn(words, makersIn(words));
    return words;
  };
  const byState = new Map<string, OperationWords>();
  const twins: [OperationWords, OperationWords][] = [];
  for (let run = 0; run < RUNS; run++) {
    const words = drawn();
    const { state } = session.sketch(words, false, true);
    if (state === null) continue;
    const twin = byState.get(state);
    if (twin === undefined) byState.set(state, words);
    else if (twin.join() !== words.join()) twins.push([twin, words]);
  }
  return { session, twins, goOn };
}

/** Not one that keeps something beside its memory: it has no name for its state. */
function namesStates({ target, design: name }: Pick<(typeof FAULTS)[string], 'target' | 'design'>): boolean {
  const design = DESIGNS[name];
  const allocator = target.boot(memoryMapOf(layout, design), design, new Effects());
  return !Number.isNaN(allocator.stateNumber?.() ?? Number.NaN);
}

const subjects = Object.values(FAULTS)
  .filter((fault) => !fault.deep && namesStates(fault))
  .filter((_, place) => place % 10 === 0);

describe.each([
  { name: 'the sound allocator', target: soundTarget, design: 'kernelcore' as const },
  ...subjects,
])('$name', (subject) => {
  test('goes on alike from two states with one name', () => {
    const { session, twins, goOn } = twinsOf(subject);
    for (const [one, other] of twins) {
      for (let times = 0; times < CONTINUATIONS; times++) {
        // What is about no allocation means the same behind both.
        const more = goOn(new Int32Array(0), []);
        if (more.length !== OPERATION_WORDS) continue;
        const then = [one, other].map((words) =>
          session.sketch(Int32Array.of(...words, ...more), true, true),
        );
        expect(then[0]!.state).toBe(then[1]!.state);
        expect(then[0]!.violation?.sentence).toBe(then[1]!.violation?.sentence);
      }
    }
    expect(twins.length).toBeGreaterThan(50);
  });
});
