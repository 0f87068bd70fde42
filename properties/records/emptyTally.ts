import {
  hugePageTable,
  memoryBlockTable,
  pageTable,
  pressureTable,
  requestTable,
} from '../../model/index.ts';
import { FINDINGS } from '../../spec/findings.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { WITNESSES } from '../../spec/witnesses.ts';
import { REPORT_KINDS } from '../run/reportLog.ts';
import { OUTCOMES, type Tally } from '../run/tally.ts';

/** A tally in which nothing was seen yet, with room for everything that can be. */
export const emptyTally = (): Tally => ({
  executed: 0,
  skipped: 0,
  decided: 0,
  undecided: 0,
  outcomes: new Float64Array(OPERATION_KINDS.length * OUTCOMES),
  transitions: new Float64Array(pageTable.transitions.length),
  blockTransitions: new Float64Array(memoryBlockTable.transitions.length),
  requestTransitions: new Float64Array(requestTable.transitions.length),
  pressureTransitions: new Float64Array(pressureTable.transitions.length),
  hugePageTransitions: new Float64Array(hugePageTable.transitions.length),
  witnesses: new Float64Array(WITNESSES.length),
  findings: new Float64Array(FINDINGS.length),
  heard: new Float64Array(REPORT_KINDS.length),
  due: new Float64Array(REPORT_KINDS.length),
});
