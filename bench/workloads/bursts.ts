import { type Allocate, type Free, mix, type Progress } from './workload.ts';

/** Order-0 pages, taken one by one and given back in the order of `turn`: how many, and how. */
export interface Bursts {
  /** Pages taken before the first is given back. */
  readonly pages: number;
  /** Place, among the pages taken, of the page to give back next. */
  readonly turn: Int32Array;
}

/** Takes and gives back once. */
export function burst(
  { pages, turn }: Bursts,
  taken: Int32Array,
  allocate: Allocate,
  free: Free,
  progress: Progress,
): void {
  const given = takeAll(pages, taken, allocate, progress);
  giveBack(pages, turn, taken, free);
  progress.operations += given + pages;
}

function takeAll(pages: number, taken: Int32Array, allocate: Allocate, progress: Progress): number {
  let { sum } = progress;
  for (let page = 0; page < pages; page++) {
    const pfn = allocate(0);
    sum = mix(sum, pfn);
    taken[page] = pfn;
  }
  progress.sum = sum;
  return pages;
}

function giveBack(pages: number, turn: Int32Array, taken: Int32Array, free: Free): void {
  for (let page = 0; page < pages; page++) free(taken[turn[page]!]!, 0);
}
