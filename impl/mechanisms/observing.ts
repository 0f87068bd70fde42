import type { Inspection } from '../../spec/index.ts';
import { eachOwner, ownerOf, setTag } from '../memory/pageOwner.ts';
import { inspectMemory } from '../operations/inspect.ts';
import { MemoryOperations } from './memoryOperations.ts';

/** What looks on: the report, records of who has what, and copies of the whole state. */
export abstract class Observing extends MemoryOperations {
  inspect(into: Inspection): void {
    inspectMemory(this.memory, into);
  }

  /**
   * Copies the whole state: memory, lists, counters, knobs and records; one copy, of `memory.state.length` integers.
   *
   * @param into an earlier snapshot of this allocator, whose array is used again
   * @throws RangeError if `into` has another length
   */
  snapshot(into: Int32Array = new Int32Array(this.memory.state.length)): Int32Array {
    this.#mustFit(into);
    into.set(this.memory.state);
    return into;
  }

  /**
   * Goes back to the state of a snapshot, of this allocator or of one that was booted on the same map under the same design. What
   * follows has the same answers and effects as it had then. One copy, no allocation.
   *
   * @throws RangeError if the snapshot has another length, so is of another machine
   */
  restore(snapshot: Int32Array): void {
    this.#mustFit(snapshot);
    this.memory.state.set(snapshot);
  }

  /**
   * Who has a page, or had it last, if the allocator was booted with `pageOwner`: the number of the allocation, counted from 1, or
   * the tag that was set when it was made. Records move along with allocations. Source: mm/page_owner.c.
   *
   * @returns 0 if nobody had it so far; INVALID if there is no such page, or no records
   */
  ownerOf(pfn: number): number {
    return ownerOf(this.memory, pfn);
  }

  /** Visits the records of all blocks in use, by ascending pfn. None, if none are kept. */
  eachOwner(visit: (pfn: number, order: number, record: number) => void): void {
    eachOwner(this.memory, visit);
  }

  /**
   * Sets what is recorded of the allocations made from now on; 0 stands for their number.
   *
   * @returns DONE; INVALID for what is no integer from 0 to 2^31 - 1, or if no records are kept
   */
  tagWith(tag: number): number {
    return setTag(this.memory, tag);
  }

  #mustFit(snapshot: Int32Array): void {
    const { length } = this.memory.state;
    if (snapshot.length !== length)
      throw new RangeError(`a snapshot of ${snapshot.length} integers, this allocator's have ${length}`);
  }
}
