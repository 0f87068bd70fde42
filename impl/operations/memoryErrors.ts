import {
  ERROR_REAL,
  type Inspection,
  POISON_ALREADY,
  POISON_CORRECTED,
  POISON_FAILED,
  POISON_IGNORED,
} from '../../spec/index.ts';
import type { Memory } from '../memory/memory.ts';

const RESULTS = 4;
const IGNORED = 0;
const FAILED = 1;
const DELAYED = 2;
const RECOVERED = 3;

/** Counts an error of a node by what became of it. Source: update_per_node_mf_stats, mm/memory-failure.c. */
export function countError({ memoryErrors }: Memory, node: number, error: number, result: number): void {
  if (error === ERROR_REAL && result !== POISON_CORRECTED) memoryErrors[memoryErrors.length - 1]!++;
  if (result >= POISON_ALREADY) return;
  const kind = result === POISON_IGNORED ? IGNORED : result === POISON_FAILED ? FAILED : RECOVERED;
  memoryErrors[node * RESULTS + kind]!++;
}

/** Whether a real error was ever reported that no mirror corrected. Source: hw_memory_failure, mm/memory-failure.c. */
export const sawRealError = ({ memoryErrors }: Memory): boolean => memoryErrors[memoryErrors.length - 1]! > 0;

export function inspectErrors({ memoryErrors, nodeCount }: Memory, into: Inspection): void {
  for (let node = 0; node < nodeCount; node++) {
    const of = (kind: number): number => memoryErrors[node * RESULTS + kind]!;
    const total = of(IGNORED) + of(FAILED) + of(DELAYED) + of(RECOVERED);
    into.memoryErrors(node, total, of(IGNORED), of(FAILED), of(DELAYED), of(RECOVERED));
  }
}
