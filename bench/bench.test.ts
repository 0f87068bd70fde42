import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bootTime } from './bootTime.ts';
import { compileBuddy } from './c/compile.ts';
import { heapGrowth } from './heapGrowth.ts';
import { MEASURES } from './measures.ts';
import { median } from './median.ts';
import { asText } from './report.ts';
import { isGood, MEASURES_OF_ROWS, ROWS, type Row, ratiosOf } from './rows.ts';
import { Session } from './session.ts';
import { ROLES } from './subjects/complete.ts';
import { PEERS } from './subjects/peers.ts';
import { subjectOf } from './subjects/subjects.ts';
import { allocatorMeasure } from './workloads/allocatorMeasure.ts';
import { runWorkload, WORKLOADS } from './workloads/workloads.ts';

const PAGES = 1 << 12;
const OPERATIONS = 100_000;
const row: Row = { name: 'a row', of: ['one', 'two'], ratio: (a, b) => a! / b!, target: 2, good: 'at most' };

describe('the rows of the bench', () => {
  it('are made of measures that exist', () => {
    const subjects = ['c', 'core', 'cached', 'idle', ...Object.keys(ROLES), ...Object.keys(PEERS)];
    for (const name of MEASURES_OF_ROWS)
      expect(name in MEASURES || subjects.includes(allocatorMeasure(name)?.subject ?? ''), name).toBe(true);
  });

  it('have names of their own', () => {
    expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
  });

  it('compare the figures of one round with each other, and leave out rounds that are not complete', () => {
    const figures: Record<string, number[]> = { one: [4, 9, 5], two: [2, 3] };
    expect(ratiosOf(row, (name) => figures[name]!)).toEqual([2, 3]);
    expect([isGood(row, 2), isGood(row, 2.1), isGood({ ...row, good: 'at least' }, 2.1)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('say what was missed, skipped and failed', () => {
    const session = { names: ['one'], figures: () => [3, 1, 2] };
    const results = [
      { name: 'slow', ratio: 3, target: 2, ok: false, ratios: [2, 3, 4], good: 'at most' },
      { name: 'absent', target: 2, skipped: 'no compiler' },
      { name: 'broken', ratio: null, target: 2, ok: false as const, failed: 'Error: no' },
    ];
    expect(asText(results, session)).toMatchInlineSnapshot(`
      "MISS    3.00 [2.00..4.00]     at most 2     slow
      skip                              absent (no compiler)
      MISS                              broken (Error: no)
            one   2.00 [1.00..3.00]
      "
    `);
    expect(median([])).toBeNaN();
  });
});

describe('a session', () => {
  it('skips what needs a compiler or packages that are missing, with the reason', () => {
    const compiled = compileBuddy('no-such-compiler');
    const session = new Session(compiled, 'not installed');
    expect(session.whySkipped('c/mixed3/18')).toContain('no C compiler: no-such-compiler');
    expect(session.whySkipped('alloc/mixed3/14')).toBe('not installed');
    expect(session.whySkipped('core/mixed3/18')).toBeNull();
  });

  it('goes on after a measure that fails', () => {
    const session = new Session({ missing: '' }, null);
    session.measure(['nonsense']);
    expect(session.whyFailed('nonsense')).toBe("RangeError: no measure 'nonsense'");
    expect(session.figures('nonsense')).toEqual([]);
  });
});

describe('the workloads', () => {
  const compiled = compileBuddy();
  it.skipIf('missing' in compiled).each(WORKLOADS)(
    '%s gets the same pages of the core and of C',
    async (workload) => {
      const { program } = compiled as { program: string };
      const { allocate, free } = await subjectOf('core', PAGES);
      const { sum } = runWorkload(workload, PAGES, OPERATIONS, allocate, free);
      const said = execFileSync(program, [workload, String(PAGES), String(OPERATIONS)], { encoding: 'utf8' });
      expect(Number(said.split(' ')[1])).toBe(sum);
    },
  );

  it.each(['cached', ...Object.keys(ROLES)])(
    '%s keeps up with them, and gets all memory back',
    async (name) => {
      const subject = await subjectOf(name, PAGES);
      expect(
        runWorkload('mixed3', PAGES, OPERATIONS, subject.allocate, subject.free).nanoseconds,
      ).toBeGreaterThan(0);
      expect(subject.allocate(0)).toBeGreaterThanOrEqual(0);
    },
  );

  it('refuse a subject that nobody knows', async () => {
    await expect(subjectOf('nobody', PAGES)).rejects.toThrow("no allocator 'nobody'");
  });

  if ('folder' in compiled) it('leave no program behind', () => rmSync(compiled.folder, { recursive: true }));
});

describe('the boot', () => {
  it('is timed in CPU seconds', () => {
    const seconds = bootTime(1 << 16);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(2);
  });
});

describe('the fast path', () => {
  it('allocates nothing on the heap over a million operations', async () => {
    expect(await heapGrowth('kernel', 1_000_000)).toBeLessThan(262_144);
  });
});
