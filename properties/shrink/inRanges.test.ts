import { describe, expect, test } from 'vitest';
import type { Operation, OperationKind } from '../../spec/operations/operation.ts';
import { PRESETS } from '../presets/index.ts';
import { operationAt } from '../scenario/operationAt.ts';
import { type OperationWords, operationCount } from '../scenario/words.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { inRanges } from './inRanges.ts';
import { Trials } from './trials.ts';

const request = (order: number, name: string): Operation => ({
  kind: 'allocate',
  order,
  class: name,
  node: 0,
  cpu: 0,
});
const take = (pfn: number, pages: number): Operation => ({ kind: 'contigAllocate', pfn, pages });
const giveBack: Operation = { kind: 'contigFree', of: 1 };

const operationsOf = (words: OperationWords): Operation[] =>
  Array.from({ length: operationCount(words) }, (_, at) => operationAt(words, at));
const KINDS: readonly OperationKind[] = ['allocate', 'free', 'contigAllocate', 'contigFree'];

function searched(given: readonly Operation[], wanted: readonly Operation[], kinds = KINDS) {
  const run = (words: OperationWords) => {
    const asked = operationsOf(words);
    const isWay = JSON.stringify(asked) === JSON.stringify(wanted.slice(0, asked.length));
    return { fails: isWay && asked.length === wanted.length, idle: !isWay, state: null };
  };
  const trials = new Trials({ run, kinds, most: 100_000 });
  const scenario = { layout: PRESETS.tiny!, design: 'kernelcore', operations: wordsOf(given) } as const; // A preset.
  const words = inRanges(scenario, trials);
  return { tried: trials.count, operations: words && operationsOf(words) };
}

const page = request(0, 'user');
const cleared = request(2, 'zeroed');

describe('contiguous ranges in place of a history', () => {
  test('one takes all memory that a zone has left at boot', () => {
    const wanted = [take(32, 32), page];
    expect(searched([page, page, page, page], wanted).operations).toEqual(wanted);
  });

  test('reserved memory and areas of CMA are left out of it', () => {
    const wanted = [take(2, 14), take(16, 8), page];
    expect(searched([page, page, page, page], wanted).operations).toEqual(wanted);
  });

  test('the upper half of a pageblock is taken and given back around requests of any order', () => {
    const wanted = [request(3, 'zeroed'), take(20, 4), giveBack, request(1, 'zeroed')];
    expect(searched([page, page, page, page, cleared], wanted).operations).toEqual(wanted);
  });

  test('nothing longer than the scenario is found', () => {
    const wanted = [request(3, 'zeroed'), take(20, 4), giveBack, request(1, 'zeroed')];
    expect(searched([page, page, page, cleared], wanted).operations).toBeNull();
  });

  test('nothing is tried where no range can be taken, or nothing was allocated', () => {
    expect(searched([page, cleared], [page], ['allocate', 'contigAllocate']).tried).toBe(0);
    expect(searched([{ kind: 'offline', block: 2 }], [page]).tried).toBe(0);
  });
});
