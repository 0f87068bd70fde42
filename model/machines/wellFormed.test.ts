import { describe, expect, test } from 'vitest';
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { LEAF, LEAVES } from '../../spec/pages/leaf.ts';
import { hugePageTable, hugePageText } from '../compile/hugePageTable.ts';
import { memoryBlockTable, memoryBlockText } from '../compile/memoryBlockTable.ts';
import { pageTable, pageText } from '../compile/pageTable.ts';
import { pressureTable, pressureText } from '../compile/pressureTable.ts';
import { requestTable, requestText } from '../compile/requestTable.ts';
import { hugePageFactCode } from './hugePageRules.ts';
import { memoryBlockFactCode } from './memoryBlockRules.ts';
import { pageFactCode } from './pageFacts.ts';
import { pressureFactCode } from './pressureRules.ts';
import { requestFactCode } from './requestRules.ts';

const texts = [
  {
    name: 'page',
    text: pageText,
    table: pageTable,
    start: [LEAF['offline.absent'], LEAF['offline.present']],
    code: pageFactCode,
  },
  {
    name: 'memory block',
    text: memoryBlockText,
    table: memoryBlockTable,
    start: [0, 1],
    code: memoryBlockFactCode,
  },
  { name: 'request', text: requestText, table: requestTable, start: [0], code: requestFactCode },
  { name: 'zone pressure', text: pressureText, table: pressureTable, start: [4], code: pressureFactCode },
  { name: 'huge page', text: hugePageText, table: hugePageTable, start: [0, 1], code: hugePageFactCode },
];

describe.each(texts)('the $name machine', ({ name, text, table, start, code }) => {
  const nodes = nodesBelow(text.machine.root);
  const transitions = nodes.flatMap((node) => [...node.transitions.values()].flat());

  test('is called in XState what it is called here', () => {
    expect(text.machine.id).toBe(name.replace(/ ./, (letters) => letters.trim().toUpperCase()));
  });

  test('has a byte for all facts that it knows', () => {
    for (const [byte, facts] of text.contexts) expect(code(facts as never)).toBe(byte);
  });

  test('describes every state and says where it is written', () => {
    const silent = nodes.filter(({ description, meta }) => !description || !meta?.source);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('describes every transition and says where it is written', () => {
    const silent = transitions.filter(
      ({ description, meta }) => !/^\w.*\.$/.test(description ?? '') || !meta?.source,
    );
    expect(silent.map(({ source, eventType }) => `${source.id} ${eventType}`)).toEqual([]);
  });

  test('uses nothing that its table cannot say', () => {
    expect(nodes.filter(({ type }) => type !== 'atomic' && type !== 'compound')).toEqual([]);
    expect(
      nodes.filter(({ always, after, invoke }) => always?.length || after.length || invoke.length),
    ).toEqual([]);
    expect(nodes.filter(({ entry, exit }) => entry.length + exit.length > 0)).toEqual([]);
    expect(transitions.filter(({ actions }) => actions.length > 0)).toEqual([]);
  });

  test('knows the events of its list and no others', () => {
    const known = new Set(nodes.flatMap((node) => [...node.transitions.keys()]));
    expect([...known].sort()).toEqual([...text.events].sort());
  });

  test('guards with `obeys` and with rules that exist, all of which are used', () => {
    const guards = transitions.flatMap(({ guard }) => guard ?? []) as { type: string; params: string[] }[];
    expect(new Set(guards.map(({ type }) => type))).toEqual(new Set(['obeys']));
    expect(new Set(guards.flatMap(({ params }) => params))).toEqual(new Set(Object.keys(text.rules)));
  });

  test('names each leaf, event and rule once', () => {
    for (const names of [
      table.leaves,
      table.events,
      table.refusals.map(({ invariant, rule }) => invariant + rule),
    ])
      expect(new Set(names).size).toBe(names.length);
  });

  test('has no leaf that nothing leads to', () => {
    const reached = new Set(start);
    for (const leaf of reached)
      for (const next of table.transitions) if (next.leaf === leaf) reached.add(next.target);
    expect(table.leaves.filter((_, leaf) => !reached.has(leaf))).toEqual([]);
  });

  test('has no rule that never refuses', () => {
    const refusing = new Set(table.cells.filter((cell) => cell >= 128).map((cell) => cell - 128));
    expect(table.refusals.filter((_, code) => !refusing.has(code))).toEqual([]);
  });
});

test('the leaves of the page machine are those of the specification, in its order', () => {
  expect(pageTable.leaves).toEqual(LEAVES.map(({ name }) => name));
});

test('the page machine has the five top states of the specification', () => {
  const top = (machine: AnyStateMachine) => Object.keys(machine.root.states);
  expect(top(pageText.machine)).toEqual(['offline', 'free', 'movable', 'pinned', 'mirrored']);
});

function nodesBelow(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesBelow)];
}
