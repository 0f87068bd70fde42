import { describe, expect, test } from 'vitest';
import { nextLeaf, REFUSED } from '../../model/compile/compiledMachine.ts';
import { pageTable } from '../../model/compile/pageTable.ts';
import { PAGE_EVENT, PAGE_EVENTS } from '../../model/machines/pageEvents.ts';
import { pageFactCode } from '../../model/machines/pageFacts.ts';
import { LEAF, LEAVES } from '../../spec/pages/leaf.ts';
import { movesOf, refusalsOf } from './pageMoves.ts';

test('moves and refusals together are the table that the oracle steps, for every leaf and all facts', () => {
  const wrong: string[] = [];
  for (const { name } of LEAVES)
    for (const facts of pageTable.contexts) {
      const said = new Map<string, number>(movesOf(name, facts).map(({ event, to }) => [event, LEAF[to]]));
      for (const { events } of refusalsOf(name, facts)) for (const event of events) said.set(event, REFUSED);
      for (const event of PAGE_EVENTS) {
        const cell = nextLeaf(pageTable.cells, PAGE_EVENT[event], LEAF[name], facts);
        if (said.get(event) !== Math.min(cell, REFUSED)) wrong.push(`${event} in ${name} under ${facts}`);
      }
    }
  expect(wrong).toEqual([]);
});

describe('a user page in ZONE_MOVABLE', () => {
  const facts = pageFactCode({
    zone: 'movable',
    mirror: 'bare',
    blockType: 'ordinary',
    isolated: false,
    bad: 'no',
  });

  test('may be pinned for a short time, with the guard in words', () => {
    const move = movesOf('movable.mapped', facts).find(({ event }) => event === 'pinShort');
    expect(move).toMatchObject({ to: 'pinned.shortterm', phrase: 'pinned', guard: [] });
    const moved = movesOf('movable.mapped', facts).find(({ event }) => event === 'migrateBegin');
    expect(moved?.guard).toEqual([{ rule: 'page is not poisoned', invariant: 'INV-192' }]);
  });

  test('may not be pinned for long: rule, claim and reason', () => {
    const refusal = refusalsOf('movable.mapped', facts).find(({ events }) => events.includes('pinLong'));
    expect(refusal).toMatchObject({
      invariant: 'INV-163',
      rule: 'page is below ZONE_MOVABLE',
      isForeign: false,
      why: 'a device may hold it for ever, and the memory around it can never be removed',
    });
    expect(refusal?.claim).toMatch(/^no page with a long-term pin is in ZONE_MOVABLE/);
  });

  test('does not know what happens to free pages', () => {
    const refusal = refusalsOf('movable.mapped', facts).find(({ events }) => events.includes('serveUser'));
    expect(refusal).toMatchObject({ invariant: 'INV-103', rule: 'page is free', isForeign: true });
  });
});

test('no facts, no answer', () => {
  expect(movesOf('free.available', 0b110)).toEqual([]);
});
