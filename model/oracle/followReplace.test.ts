import { describe, expect, test } from 'vitest';
import {
  BUSY,
  DONE,
  INVALID,
  NOT_ONLINE,
  NOT_PERMITTED,
  POISON_ALREADY,
  POISON_FAILED,
  POISON_RECOVERED,
} from '../../spec/operations/outcome.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { counted } from '../testing/counted.ts';
import { machine } from '../testing/machines.ts';
import { brokenRule, Scene } from '../testing/scene.ts';

/** Memory block 2 is 32..47; block 4, 64..79, is offline. */
const scene = () => new Scene(machine('M0-32 U32-64 U64-80o'));

test('what was retired is free again, also after a real error, and errors can still not be taken back', () => {
  const retired = scene();
  retired.poison(40, 'real', POISON_RECOVERED);
  retired.poison(50, 'injected', POISON_RECOVERED);
  expect(brokenRule(() => retired.replace(2, DONE))).toBeNull();
  expect(brokenRule(() => retired.allocate('user', 40))).toBeNull();
  expect(brokenRule(() => retired.unpoison(50, NOT_PERMITTED))).toBeNull();
});

test('a page in use keeps its owner and loses the mark', () => {
  const used = scene();
  const handle = used.allocate('user', 40, { order: 1 });
  used.oracle.state.facts[41]! |= 1 << 6;
  used.oracle.state.marked++;
  expect(brokenRule(() => used.replace(2, DONE))).toBeNull();
  expect(used.oracle.state.marked).toBe(0);
  expect(brokenRule(() => used.free(handle))).toBeNull();
});

test('only an online block is exchanged', () => {
  for (const block of [4, 9]) {
    expect(brokenRule(() => scene().replace(block, NOT_ONLINE))).toBeNull();
    expect(brokenRule(() => scene().replace(block, DONE))).toBe('INV-3');
  }
});

test.each(['pinned', 'referenced', 'orphaned', 'lent'])('a page that is %s keeps its memory', (how) => {
  const at = how === 'lent' ? 8 : 40; // What cannot move is not lent out of ZONE_MOVABLE.
  const block = at >> 4;
  const held = () => {
    const told = scene();
    if (how === 'lent') told.inflate(at);
    else {
      const handle = told.allocate('user', at);
      if (how.startsWith('pinned')) told.pin(handle, 'short', at);
      else told.getRef(handle);
      if (how === 'orphaned') told.free(handle);
    }
    return told;
  };
  expect(brokenRule(() => held().replace(block, DONE))).toBe('INV-5');
  expect(brokenRule(() => held().replace(block, BUSY, [['culprit', at]]))).toBeNull();
  expect(brokenRule(() => held().replace(block, BUSY, [['culprit', at + 1]]))).toBe('INV-3');
  expect(brokenRule(() => held().replace(block + 1, BUSY, [['culprit', at]]))).toBe('INV-3');
});

test('a refusal without a reason, and an exchange with effects, are none', () => {
  expect(brokenRule(() => scene().replace(2, BUSY, [['culprit', 40]]))).toBe('INV-3');
  expect(brokenRule(() => scene().replace(2, DONE, [['culprit', 40]]))).toBe('INV-3');
});

describe('a page that an exchange made whole', () => {
  const retired = () => {
    const told = scene();
    told.poison(40, 'injected', POISON_RECOVERED);
    told.replace(2, DONE);
    return told;
  };
  const REST = [
    [0, 4],
    [16, 4],
    [48, 4],
  ] as const;
  const told = (into: Inspection, ...blocks: readonly (readonly [pfn: number, order: number])[]) => {
    for (const [pfn, order] of [...REST, ...blocks]) into.freeBlock(pfn, order, MOVABLE);
  };
  const without40 = [
    [32, 3],
    [41, 0],
    [42, 1],
    [44, 2],
  ] as const;

  test('is on a list, or the exchange did nothing', () => {
    expect(brokenRule(() => retired().report((into) => told(into, [32, 4])))).toBeNull();
    expect(brokenRule(() => retired().report((into) => told(into, ...without40)))).toBe('INV-5');
    expect(brokenRule(() => retired().report((into) => into.zone(3, 31, 32)))).toBe('INV-111');
  });

  test('has no error that was seen before, nor one to take back', () => {
    expect(brokenRule(() => retired().poison(40, 'injected', POISON_ALREADY))).toBe('INV-5');
    expect(brokenRule(() => retired().unpoison(40, DONE))).toBe('INV-5');
    expect(brokenRule(() => retired().unpoison(40, INVALID))).toBeNull();
  });

  test('is like every other once a report has shown it', () => {
    const shown = retired();
    shown.report((into) => told(into, [32, 4]));
    expect(brokenRule(() => shown.report((into) => told(into, ...without40)))).toBe('INV-105');
    expect(brokenRule(() => shown.unpoison(40, DONE))).toBe('INV-3');
  });

  test('is waited for while it is in use', () => {
    const used = scene();
    const handle = used.allocate('user', 40, { order: 1 });
    used.poison(40, 'injected', POISON_FAILED);
    used.replace(2, DONE);
    used.report((into) => into.usedBlock(40, 1));
    used.free(handle);
    expect(brokenRule(() => used.report((into) => told(into, ...without40)))).toBe('INV-5');
  });
});

test('a page of a contiguous range keeps its memory', () => {
  const ranged = scene();
  ranged.contigAllocate(40, 2, DONE, [
    ['isolated', 40],
    ['unisolated', 40],
  ]);
  expect(brokenRule(() => ranged.replace(2, DONE))).toBe('INV-5');
  expect(brokenRule(() => ranged.replace(2, BUSY, [['culprit', 41]]))).toBeNull();
  expect(brokenRule(() => ranged.replace(2, BUSY, [['culprit', 42]]))).toBe('INV-3');
});

test('a range at the first frame keeps it as well', () => {
  const first = new Scene(machine('U0-64'), 'none');
  first.contigAllocate(0, 1, DONE, [
    ['isolated', 0],
    ['unisolated', 0],
  ]);
  expect(brokenRule(() => first.replace(0, DONE))).toBe('INV-5');
});

test.each([0, 15, 16, 47, 48])('the pages of a block, and no others, keep it (page %i)', (pfn) => {
  const held = () => {
    const told = new Scene(machine('U0-64'), 'none');
    told.getRef(told.allocate('user', pfn));
    return told;
  };
  for (const block of [0, 1, 2, 3]) {
    const isIn = pfn >> 4 === block;
    expect(brokenRule(() => held().replace(block, DONE))).toBe(isIn ? 'INV-5' : null);
    expect(brokenRule(() => held().replace(block, BUSY, [['culprit', pfn]]))).toBe(isIn ? null : 'INV-3');
  }
});

test('an exchange is counted where a mark went, and a refusal', () => {
  const told = scene();
  expect(counted(told, () => told.replace(2, DONE))).toEqual({});
  told.poison(40, 'injected', POISON_RECOVERED);
  expect(counted(told, () => told.replace(2, DONE))).toEqual({ replaced: 1 });
  told.getRef(told.allocate('user', 48));
  expect(counted(told, () => told.replace(3, BUSY, [['culprit', 48]]))).toEqual({ 'replace-refused': 1 });
});

test('a hole in a block has nothing to exchange', () => {
  const holed = new Scene(machine('U0-8 U12-32'), 'none');
  expect(brokenRule(() => holed.replace(0, DONE))).toBeNull();
});

test('a page that nobody uses is no reason to refuse, whatever the last allocation is', () => {
  const told = scene();
  told.pin(told.allocate('user', 48), 'short', 48);
  expect(brokenRule(() => told.replace(2, BUSY, [['culprit', 40]]))).toBe('INV-3');
});
