import { describe, expect, test } from 'vitest';
import { PageAllocator } from '../../impl/pageAllocator.ts';
import type { Target } from '../../spec/allocator.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import type { Inspection } from '../../spec/world/inspection.ts';
import { brokenTarget } from '../faults/fault.ts';
import { PRESETS } from '../presets/index.ts';
import { wordsOf } from '../scenario/wordsOf.ts';
import { openSession } from './openSession.ts';

const map = memoryMapOf(PRESETS.tiny!, DESIGNS.kernelcore);
const allocate: Operation = { kind: 'allocate', order: 0, class: 'kernel', node: 0, cpu: 0 };
const thrice = wordsOf([allocate, allocate, allocate]);

const violationOf = (target: Target, words = thrice) =>
  openSession(map, DESIGNS.kernelcore, target).run(words);

describe('a target that', () => {
  test('throws is reported with the operation that made it throw', () => {
    class Throws extends PageAllocator {
      #asked = 0;
      override allocate(order: number, gfp: number, node: number, cpu: number): number {
        if (++this.#asked === 3) throw new Error('out of ideas');
        return super.allocate(order, gfp, node, cpu);
      }
    }
    expect(violationOf(brokenTarget('throws', Throws))).toMatchObject({
      invariant: 'INV-0',
      operation: 2,
      sentence: 'the target threw on allocate: out of ideas',
    });
  });

  test('throws when it boots is reported before any operation', () => {
    const target: Target = {
      name: 'dead',
      boot: () => {
        throw new Error('no memory');
      },
    };
    expect(violationOf(target)).toMatchObject({ invariant: 'INV-0', operation: 0, property: 'answers' });
  });

  test.each([
    ['no number', Number.NaN],
    ['a fraction', 0.5],
    ['a frame far outside', 1 << 30],
    ['a refusal that does not exist', -99],
    ['undefined', undefined as unknown as number],
    ['a string', '16' as unknown as number],
    ['a BigInt', 16n as unknown as number],
  ])('answers %s is reported', (_, answer) => {
    class Nonsense extends PageAllocator {
      override allocate(): number {
        return answer;
      }
    }
    const session = openSession(map, DESIGNS.kernelcore, brokenTarget('nonsense', Nonsense));
    expect(session.run(thrice)?.invariant).toMatch(/^INV-[03]$/);
    expect(session.tell(thrice).steps.at(-1)).toMatchObject({ number: 0, agrees: false });
  });

  test('throws what has no text is reported all the same', () => {
    class ThrowsNothing extends PageAllocator {
      override allocate(): number {
        throw Object.create(null);
      }
    }
    expect(violationOf(brokenTarget('throws nothing', ThrowsNothing))?.sentence).toContain('has no text');
  });

  test('drains the wrong CPU is caught', () => {
    class DrainsTheOther extends PageAllocator {
      override drainCpu(cpu: number): void {
        super.drainCpu(1 - cpu);
      }
    }
    const words = wordsOf([allocate, { kind: 'free', of: 0, cpu: 0 }, { kind: 'drain', cpu: 0 }]);
    expect(violationOf(brokenTarget('drains the other', DrainsTheOther), words)?.invariant).toBe('INV-119');
  });

  test('serves from the list of another CPU is caught', () => {
    class MixesCpus extends PageAllocator {
      override place(order: number, gfp: number, node: number, cpu: number): number {
        return super.place(order, gfp, node, 1 - cpu);
      }
    }
    const words = wordsOf([allocate, { kind: 'free', of: 0, cpu: 0 }, { ...allocate, cpu: 1 }]);
    expect(violationOf(brokenTarget('mixes CPUs', MixesCpus), words)?.invariant).toBe('INV-118');
  });

  test('gives the same page twice is caught at the second grant', () => {
    class Twice extends PageAllocator {
      #first = -1;
      override allocate(order: number, gfp: number, node: number, cpu: number): number {
        if (this.#first < 0) this.#first = super.allocate(order, gfp, node, cpu);
        return this.#first;
      }
    }
    expect(violationOf(brokenTarget('twice', Twice))).toMatchObject({ invariant: 'INV-103', operation: 1 });
  });

  test('gives a page that boot reserved is caught', () => {
    class GivesTheKernelAway extends PageAllocator {
      override allocate(): number {
        return 0;
      }
    }
    expect(violationOf(brokenTarget('gives the kernel away', GivesTheKernelAway))?.invariant).toBe('INV-103');
  });

  test('refuses everything does not pass', () => {
    class Refuses extends PageAllocator {
      override allocate(): number {
        return -1;
      }
    }
    expect(violationOf(brokenTarget('refuses', Refuses))).toMatchObject({
      invariant: 'INV-3',
      property: 'failures are justified',
    });
  });

  test('reports effects without end is stopped', () => {
    class Floods extends PageAllocator {
      override allocate(): number {
        for (;;) this.memory.effects.took(0, 0);
      }
    }
    expect(violationOf(brokenTarget('floods', Floods))).toMatchObject({ invariant: 'INV-0', operation: 0 });
  });

  test('reports what it is not entitled to is caught', () => {
    class Invents extends PageAllocator {
      override allocate(order: number, gfp: number, node: number, cpu: number): number {
        const pfn = super.allocate(order, gfp, node, cpu);
        this.memory.effects.reclaimed(pfn);
        return pfn;
      }
    }
    expect(violationOf(brokenTarget('invents', Invents))?.invariant).toBe('INV-4');
  });

  test.each<[string, string, (into: Inspection) => Partial<Inspection>]>([
    [
      'free pages',
      'INV-111',
      (into) => ({ zone: (zone, free, managed) => into.zone(zone, free + 1, managed) }),
    ],
    [
      'managed pages',
      'INV-113',
      (into) => ({ zone: (zone, free, managed) => into.zone(zone, free, managed - 1) }),
    ],
    [
      'marks',
      'INV-127',
      (into) => ({ marks: (zone, min, low, high) => into.marks(zone, min, low + 1, high) }),
    ],
    ['its lists', 'INV-108', (into) => ({ freeBlock: (pfn, order) => into.freeBlock(pfn, order, 2) })],
    [
      'memory blocks',
      'INV-180',
      (into) => ({ memoryBlock: (block, online) => into.memoryBlock(block, !online) }),
    ],
    ['the number of free blocks', 'INV-110', (into) => ({ freeBlock: skipFirst(into) })],
  ])('lies about %s is caught by its report', (_, invariant, lie) => {
    class Lies extends PageAllocator {
      override inspect(into: Inspection): void {
        super.inspect({ ...honest(into), ...lie(into) });
      }
    }
    expect(violationOf(brokenTarget('lies', Lies))).toMatchObject({
      invariant,
      property: 'keeps every invariant',
    });
  });
});

test('the sound allocator passes where the adversaries fail', () => {
  expect(violationOf(brokenTarget('sound', PageAllocator))).toBeNull();
});

const honest = (into: Inspection): Inspection => ({
  freeBlock: (pfn, order, type) => into.freeBlock(pfn, order, type),
  cachedBlock: (pfn, order, cpu) => into.cachedBlock(pfn, order, cpu),
  usedBlock: (pfn, order) => into.usedBlock(pfn, order),
  pageblock: (pfn, type, isolated) => into.pageblock(pfn, type, isolated),
  zone: (zone, free, managed) => into.zone(zone, free, managed),
  marks: (zone, min, low, high) => into.marks(zone, min, low, high),
  lowmemReserve: (zone, ceiling, pages) => into.lowmemReserve(zone, ceiling, pages),
  freeCma: (zone, pages) => into.freeCma(zone, pages),
  memoryBlock: (block, online) => into.memoryBlock(block, online),
  pins: (pfn, short, long) => into.pins(pfn, short, long),
  references: (pfn, count, orphan) => into.references(pfn, count, orphan),
  locked: (pfn) => into.locked(pfn),
  cmaArea: (area, available) => into.cmaArea(area, available),
  queuedForSplit: (pfn) => into.queuedForSplit(pfn),
  boost: (zone, pages) => into.boost(zone, pages),
  pooled: (pfn) => into.pooled(pfn),
  mirroredProcess: (owner) => into.mirroredProcess(owner),
  present: (zone, pages) => into.present(zone, pages),
  memoryErrors: (...figures) => into.memoryErrors(...figures),
});

function skipFirst(into: Inspection): Inspection['freeBlock'] {
  let skipped = false;
  return (pfn, order, type) => {
    if (skipped) into.freeBlock(pfn, order, type);
    skipped = true;
  };
}
