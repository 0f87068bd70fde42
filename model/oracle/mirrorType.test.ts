import { describe, expect, test } from 'vitest';
import { FINDING } from '../../spec/findings.ts';
import { LEAF } from '../../spec/pages/leaf.ts';
import { requestClassNumber } from '../../spec/requests/requestClass.ts';
import { WITNESS } from '../../spec/witnesses.ts';
import { HIGHATOMIC } from '../../spec/zones/migratetype.ts';
import { mirrored } from '../testing/machines.ts';
import { brokenRule, retire, Scene } from '../testing/scene.ts';
import { retypeFree } from './freeIndex.ts';
import { judgeList } from './judgeList.ts';
import { RUNG_LOW, RUNG_MIN } from './marks.ts';
import { newServing } from './serving.ts';
import { termsBook } from './terms.ts';

/** One zone: pageblocks of the mirror below 32, movable ones from there on. */
const scene = () => new Scene(mirrored, 'migratetype', { groupsByMobility: true });

describe('pageblocks of the mirror with a migratetype of their own', () => {
  test('count as free', () => {
    expect([scene().state.free[2], scene().state.freeMirror[2]]).toEqual([64, 32]);
  });

  test('serve kernel requests first, which are protected there', () => {
    const first = scene();
    first.allocate('kernel', 0);
    expect(first.state.belief[0]).toBe(1 << LEAF['mirrored.kernel']);
    expect(first.state.witnesses[WITNESS['mirror-type-first']]).toBe(1);
    expect(brokenRule(() => scene().allocate('kernel', 32, { effects: [['typeChanged', 32, 0]] }))).toBe(
      'INV-142',
    );
    expect(brokenRule(() => scene().allocate('reclaimable', 40))).toBe('INV-142');
  });

  test('send the kernel elsewhere when they are empty: a finding, and no violation', () => {
    const empty = scene();
    retire(empty, 0, 32);
    const claims = [
      ['typeChanged', 32, 0],
      ['typeChanged', 40, 0],
    ] as const;
    expect(brokenRule(() => empty.allocate('kernel', 32, { effects: claims }))).toBeNull();
    expect(empty.state.belief[32]).toBe(1 << LEAF['pinned.kernel']);
    expect(empty.state.findings[FINDING['kernel-unprotected']]).toBe(1);
    expect(empty.state.witnesses[WITNESS['mirror-type-empty']]).toBe(1);
  });

  test('INV-142: serve user requests last', () => {
    expect(brokenRule(() => scene().allocate('user', 0))).toBe('INV-142');
    const full = scene();
    retire(full, 32, 64);
    expect(brokenRule(() => full.allocate('user', 0))).toBeNull();
    expect(full.state.findings[FINDING['user-in-mirror']]).toBe(1);
    expect(full.state.witnesses[WITNESS['mirror-type-last']]).toBe(1);
  });

  test('INV-133: come after what is reserved for high-order atomic requests, and before all else', () => {
    const { state } = scene();
    retypeFree(state, 32, 5, HIGHATOMIC);
    state.freeHighatomic[2] = 32;
    state.lastRung = RUNG_MIN;
    const atomic = termsBook(state).classes[requestClassNumber('atomic')]!;
    const judge = (pfn: number) => brokenRule(() => judgeList(state, newServing(atomic, 0, 1, 0), pfn, 1));
    expect([judge(32), judge(0)]).toEqual([null, 'INV-133']);
    state.lastRung = RUNG_LOW;
    expect([judge(32), judge(0)]).toEqual(['INV-133', null]);
  });

  test('are never claimed for another type', () => {
    expect(brokenRule(() => scene().allocate('user', 0, { effects: [['typeChanged', 0, 1]] }))).toBe(
      'INV-138',
    );
  });

  test('are not what reclaim can aim at: a page dropped elsewhere is a finding', () => {
    const full = scene();
    full.allocate('user', 32);
    full.reclaim(1, 1, [['reclaimed', 32]]);
    expect(full.state.findings[FINDING['reclaim-missed-mirror']]).toBe(0);
    full.allocate('user', 32);
    retire(full, 0, 32);
    full.reclaim(1, 1, [['reclaimed', 32]]);
    expect(full.state.findings[FINDING['reclaim-missed-mirror']]).toBe(1);
  });
});
