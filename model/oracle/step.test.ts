import { describe, expect, test } from 'vitest';
import { LEAF, leafMask } from '../../spec/pages/leaf.ts';
import { LEAF_SLOTS } from '../compile/compiledMachine.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import { plain } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';
import { Objection } from './objection.ts';
import { FACT_BARE, FACT_ISOLATED, FACT_MOVABLE_ZONE, type WorldState } from './state.ts';
import { leafName, mustAccept, stepFrames, wouldStay } from './step.ts';

const AVAILABLE = leafMask('free.available');
const CACHED = leafMask('free.cached');
const MAPPED = leafMask('movable.mapped');

/** A few frames with such beliefs and facts. */
function framesOf(beliefs: readonly number[], facts: readonly number[] = []): WorldState {
  const { state } = new Scene(plain, 'none');
  state.belief.set(beliefs);
  state.facts.set(facts);
  return state;
}

/** The frame that an objection shows. */
function shownBy(deed: () => void): readonly number[] {
  try {
    deed();
  } catch (error) {
    if (error instanceof Objection) return error.pfns;
  }
  return [];
}

describe('a run of frames', () => {
  test('is stepped frame by frame, as each is', () => {
    const state = framesOf([AVAILABLE, AVAILABLE, AVAILABLE | CACHED, AVAILABLE, AVAILABLE]);
    stepFrames(state, PAGE_EVENT.serveUser, 0, 4);
    expect([...state.belief.slice(0, 5)]).toEqual([MAPPED, MAPPED, MAPPED, MAPPED, AVAILABLE]);
  });

  test('is stepped with the facts of each', () => {
    const kernel = () => framesOf([AVAILABLE, AVAILABLE, AVAILABLE], [0, FACT_MOVABLE_ZONE, 0]);
    for (const step of [stepFrames, mustAccept]) {
      expect(brokenRule(() => step(kernel(), PAGE_EVENT.serveKernel, 1, 1))).toBe('INV-1');
      expect(shownBy(() => step(kernel(), PAGE_EVENT.serveKernel, 0, 3))).toEqual([1]);
    }
  });

  test('is refused where the first frame refuses that differs', () => {
    const state = framesOf([AVAILABLE, AVAILABLE, MAPPED, AVAILABLE]);
    for (const step of [stepFrames, mustAccept]) {
      expect(brokenRule(() => step(framesOf([...state.belief]), PAGE_EVENT.serveUser, 0, 4))).toBe('INV-103');
      expect(shownBy(() => step(framesOf([...state.belief]), PAGE_EVENT.serveUser, 0, 4))).toEqual([2]);
      expect(brokenRule(() => step(framesOf([...state.belief]), PAGE_EVENT.serveUser, 0, 2))).toBeNull();
    }
  });

  test('is only looked at by who asks whether all of it would accept', () => {
    const state = framesOf([AVAILABLE, AVAILABLE]);
    mustAccept(state, PAGE_EVENT.serveUser, 0, 2);
    expect([...state.belief.slice(0, 2)]).toEqual([AVAILABLE, AVAILABLE]);
  });
});

test('an arrow is walked where it is known from which leaf to which', () => {
  const walkedOf = (belief: number) => {
    const state = framesOf([belief]);
    state.walked.fill(0);
    stepFrames(state, PAGE_EVENT.serveUser, 0, 1);
    return [...state.walked.keys()]
      .filter((at) => state.walked[at] !== 0)
      .map((at) => [at, state.walked[at]]);
  };
  const at = (name: 'free.available' | 'free.cached') => PAGE_EVENT.serveUser * LEAF_SLOTS + LEAF[name];
  expect(walkedOf(AVAILABLE)).toEqual([[at('free.available'), MAPPED]]);
  expect(walkedOf(CACHED)).toEqual([[at('free.cached'), MAPPED]]);
  expect(walkedOf(AVAILABLE | CACHED)).toEqual([]);
});

test('a frame would stay if the event leads to where it is', () => {
  const state = framesOf([leafMask('pinned.kernel'), MAPPED, AVAILABLE]);
  const stays = (frame: number) => wouldStay(state, PAGE_EVENT.isolate, frame);
  const noted = framesOf([MAPPED, AVAILABLE]);
  expect([wouldStay(noted, PAGE_EVENT.isolate, 0), wouldStay(noted, PAGE_EVENT.isolate, 1)]).toEqual([
    true,
    false,
  ]);
  expect([stays(0), stays(1), stays(2)]).toEqual([false, true, false]);
});

describe('a refusal', () => {
  test('is that of the first leaf a frame may be in', () => {
    const state = framesOf([AVAILABLE | CACHED], [FACT_ISOLATED | FACT_BARE]);
    expect(brokenRule(() => stepFrames(state, PAGE_EVENT.take, 0, 1))).toBe('INV-134');
  });

  test('of a frame that can be in no state at all is a contradiction', () => {
    const nowhere = () => framesOf([0], [FACT_MOVABLE_ZONE]);
    expect(brokenRule(() => stepFrames(nowhere(), PAGE_EVENT.add, 0, 1))).toBe('INV-103');
    expect(brokenRule(() => stepFrames(nowhere(), PAGE_EVENT.remove, 0, 1))).toBe('INV-191');
    expect(leafName(0)).toBe('nothing');
  });

  test('of what is withheld is about the block that leaves in steps, if it is in one', () => {
    const refused = (task: number, pfn: number, event: number = PAGE_EVENT.serveUser) => {
      const state = framesOf([]);
      state.belief.fill(leafMask('free.isolated'));
      state.facts.fill(FACT_ISOLATED);
      state.task[0] = task;
      return brokenRule(() => stepFrames(state, event, pfn, 1));
    };
    expect([refused(-1, 0), refused(0, 0), refused(0, 15), refused(0, 16), refused(1, 16)]).toEqual([
      'INV-134',
      'INV-186',
      'INV-186',
      'INV-134',
      'INV-186',
    ]);
    expect(refused(0, 0, PAGE_EVENT.isolate)).toBe('INV-137');
  });
});

test('a leaf is named', () => {
  expect([leafName(AVAILABLE), leafName(MAPPED)]).toEqual(['free.available', 'movable.mapped']);
});
