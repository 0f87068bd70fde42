import { describe, expect, test } from 'vitest';
import { bounded } from '../../properties/faults/bounded.ts';
import { FAULTS } from '../../properties/faults/index.ts';
import { isOfTheEnd } from '../../properties/run/session.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import { MACHINES } from './choices.ts';
import { EXAMPLES } from './examples.ts';
import { fieldsFor, operationOf } from './form.ts';
import { readLink } from './link.ts';
import { pageDetails } from './pageDetails.ts';
import { beginning, next, type State } from './state.ts';
import { subjectsFor } from './subjects.ts';
import { tell } from './tell.ts';
import { momentWords, verdictWords } from './words.ts';

const stateOf = (place: number): State => {
  const { token, fault } = EXAMPLES[place]!;
  return next(beginning, readLink(token, fault));
};

describe('what is told', () => {
  test.each(EXAMPLES.map((example, place) => ({ ...example, place })))('$title', ({ place, breaks }) => {
    const state = stateOf(place);
    const told = tell(state);
    expect(told.violation?.invariant ?? null).toBe(breaks);
    expect(told.steps.at(-1)?.agrees ?? true).toBe(breaks === null);
    expect(verdictWords(told, state)).toContain(
      breaks === null ? 'No rule is broken' : `${breaks} is broken: `,
    );
  });

  test('the sound allocator breaks no rule in any of the runs', () => {
    for (const place of EXAMPLES.keys())
      expect(tell({ ...stateOf(place), fault: null }).violation, EXAMPLES[place]!.title).toBe(null);
  });

  test('the same run twice is the same, whatever was run between', () => {
    const once = tell(stateOf(1)).steps;
    tell(stateOf(0));
    expect(tell(stateOf(1)).steps).toEqual(once);
  });

  test('each moment has its books and its pages', () => {
    const told = tell(stateOf(1));
    const leafAt = (at: number) => leavesIn(told.booksAt(at).belief[0x20]!);
    expect([leafAt(0), leafAt(1), leafAt(2), leafAt(0)]).toEqual([
      ['free.available'],
      ['movable.mapped'],
      ['movable.mapped'],
      ['free.available'],
    ]);
    const glyphAt = (at: number, side: 'model' | 'target') =>
      told.pagesAt(at)[side].find(({ start, end }) => start <= 0x20 && 0x20 < end)?.glyph;
    expect([glyphAt(0, 'target'), glyphAt(1, 'target'), glyphAt(2, 'target'), glyphAt(2, 'model')]).toEqual([
      '.',
      'u',
      'l',
      'u',
    ]);
  });
});

test('every seeded fault can be shown, on the machine and under the design that show it', () => {
  for (const { name, design, layouts = ['tiny'] } of Object.values(FAULTS)) {
    const layout = MACHINES[layouts[0]!];
    if (layout === undefined) continue;
    const state: State = { ...stateOf(0), layout, design, fault: name };
    const told = bounded(10_000, () => tell(state));
    const { steps, violation } = told;
    const last = steps.at(-1); // None where boot alone breaks a rule.
    if (violation === null) expect(last?.agrees, name).toBe(true);
    else expect(isOfTheEnd(violation) || !last?.agrees, name).toBe(true);
    const { title } = momentWords(told, steps.length);
    expect(title, name).toMatch(violation === null ? /^after #/ : / broken (by #|at the end|at boot)/);
  }
});

test('what the model would allow can be told of every kind, on every machine that is drawn', () => {
  const kinds = new Set<string>();
  for (const layout of Object.values(MACHINES)) {
    const told = tell({ ...next(stateOf(0), { kind: 'layout', layout }), design: 'reserve' });
    const books = told.booksAt(4);
    for (const kind of told.kinds) {
      const subjects = subjectsFor(kind, books, stateOf(0).operations.slice(0, 4));
      const fields = fieldsFor(kind, { layout, subjects, pfn: 0x12, holder: 0 }, {});
      const operation = operationOf(kind, Object.fromEntries(fields.map(({ name, value }) => [name, value])));
      if (operation === null) continue;
      expect(told.allowedAt(4, operation), kind).toMatch(/\w/);
      kinds.add(kind);
    }
  }
  expect([...kinds].length).toBeGreaterThan(30);
  const told = tell(stateOf(1));
  expect(told.allowedAt(1, { kind: 'pin', of: 0, term: 'long' })).toBe('moved to Node 0 Normal, then pinned');
  expect(told.allowedAt(0, { kind: 'pin', of: 0, term: 'long' })).toBe('nothing to pin');
});

describe('words', () => {
  test('of a moment say what was answered, and what the model allows', () => {
    const told = tell(stateOf(1));
    expect(momentWords(told, 0)).toMatchObject({ tone: 'quiet', title: 'after boot' });
    expect(momentWords(told, 1)).toEqual({
      tone: 'held',
      title: 'after #0 allocate(order 0, user, node 0, cpu 0)',
      says: 'The target: granted 0x20; took 0x20. The model allows: a block of order 0 in Node 0 Movable. They agree.',
    });
    expect(momentWords(told, 2)).toEqual({
      tone: 'broken',
      title: 'INV-163 broken by #1 pin(#0, long)',
      says: 'frame 0x20, movable.mapped, was pinned for long, but that needs: page is below ZONE_MOVABLE.',
    });
  });

  test('tell what was skipped, and what was not asked any more', () => {
    const skipping = next(beginning, readLink(EXAMPLES[1]!.token, null));
    const freed: State = {
      ...skipping,
      operations: [
        skipping.operations[0]!,
        { kind: 'free', of: 0, cpu: 0 },
        { kind: 'pin', of: 0, term: 'long' },
      ],
      at: 3,
    };
    expect(momentWords(tell(freed), 3).says).toMatch(/^Skipped: /);
    const longer: State = { ...stateOf(1), operations: [...stateOf(1).operations, ...stateOf(1).operations] };
    expect(verdictWords(tell(longer), longer)).toMatch(/ 2 operations behind it were not asked\.$/);
  });
});

describe('a page', () => {
  const state = stateOf(0);
  const told = tell(state);
  const detailsAt = (at: number, pfn: number) =>
    Object.fromEntries(pageDetails(told.booksAt(at), pfn, state.operations));

  test('that is free is part of a block', () => {
    expect(detailsAt(0, 0x2a)).toMatchObject({
      state: 'free.available: on a buddy list, free to be served',
      zone: 'Node 0 Movable',
      pageblock: 'number 5, 8 pages, migratetype Movable',
      'memory block': 'number 2, 16 pages, online',
      'part of': 'a free block of order 4 at 0x20',
      holder: 'nobody',
      'memory error': 'none',
    });
  });

  test('that is pinned has a holder, pins and a count of references', () => {
    const pfn = told.booksAt(4).at[0]!;
    expect(detailsAt(4, pfn)).toMatchObject({
      holder: '#0 allocate(order 1, user, node 0, cpu 0)',
      claim: 'user, of nobody in particular',
      refcount: '2: its owner, 0 extra references, 1 pin',
      pins: '1 long, 0 short',
      mirror: 'protected: firmware keeps a second copy',
    });
  });

  test('that is bad says who reported it', () => {
    const pfn = told.booksAt(5).at[2]! + 1;
    expect(detailsAt(5, pfn)['memory error']).toBe('reported by software');
  });
});

describe('subjects', () => {
  const state = stateOf(0);
  const told = tell(state);
  const numbersFor = (kind: Parameters<typeof subjectsFor>[0]) =>
    subjectsFor(kind, told.booksAt(4), state.operations.slice(0, 4)).map(({ number }) => number);

  test('are what is alive, and what an operation can be about', () => {
    expect(numbersFor('pin')).toEqual([0, 1, 2]);
    expect(numbersFor('free')).toEqual([1, 2]);
    expect(numbersFor('unpin')).toEqual([0]);
    expect(numbersFor('putRef')).toEqual([]);
    expect(numbersFor('contigFree')).toEqual([]);
    expect(subjectsFor('unpin', told.booksAt(4), state.operations)[0]?.says).toMatch(
      /^#0 allocate\(order 1, user, node 0, cpu 0\) at 0x/,
    );
  });
});
