import { transition } from 'xstate';
import { pageTable } from '../model/compile/pageTable.ts';
import { stepMask } from '../model/compile/stepMask.ts';
import { pageFactsOf } from '../model/machines/pageFacts.ts';
import { pageMachine } from '../model/machines/pageMachine.ts';

const PAGES = 1 << 18;
const TABLE_STEPS = 20_000_000;
const XSTATE_STEPS = 20_000;

/** Nanoseconds of one step of the compiled page table, on a random page of 2^18. */
export function tableStep(): number {
  const beliefs = new Uint32Array(PAGES).fill(1 << 3);
  const facts = new Uint8Array(PAGES);
  const events = pageTable.events.length;
  let random = 1;
  let accepted = 0;
  const start = process.cpuUsage();
  for (let step = 0; step < TABLE_STEPS; step++) {
    random = Math.imul(random, 1664525) + 1013904223;
    const page = (random >>> 8) & (PAGES - 1);
    const next = stepMask(pageTable.cells, (random >>> 4) % events, beliefs[page]!, facts[page]!);
    if (next !== 0) {
      beliefs[page] = next;
      accepted++;
    }
  }
  const { user, system } = process.cpuUsage(start);
  if (accepted === 0) throw new Error('no event was ever accepted');
  return ((user + system) * 1000) / TABLE_STEPS;
}

/** Nanoseconds of XState's own `transition()` for the same step. */
export function xstateStep(): number {
  const context = pageFactsOf(0)!; // Byte 0 stands for facts.
  const snapshot = pageMachine.resolveState({ value: { free: 'available' }, context });
  const { events } = pageTable;
  const start = process.cpuUsage();
  for (let step = 0; step < XSTATE_STEPS; step++)
    transition(pageMachine, snapshot, { type: events[step % events.length]! });
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / XSTATE_STEPS;
}
