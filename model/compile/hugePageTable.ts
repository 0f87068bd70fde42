import { hugePageMachine } from '../machines/hugePageMachine.ts';
import {
  HUGE_PAGE_DEFAULT_REFUSALS,
  HUGE_PAGE_EVENTS,
  HUGE_PAGE_LEAVES,
  HUGE_PAGE_RULES,
  type HugePageEventName,
  type HugePageFacts,
  hugePageFactsOf,
} from '../machines/hugePageRules.ts';
import type { CompiledMachine } from './compiledMachine.ts';
import { compileMachine } from './compileMachine.ts';
import { contextsOf, type MachineText } from './machineText.ts';

/** The machine of huge pages with facts coded as in `hugePageFactCode`. */
export const hugePageText: MachineText<HugePageFacts, HugePageEventName> = {
  machine: hugePageMachine,
  leaves: HUGE_PAGE_LEAVES,
  events: HUGE_PAGE_EVENTS,
  contexts: contextsOf(hugePageFactsOf),
  rules: HUGE_PAGE_RULES,
  defaults: HUGE_PAGE_DEFAULT_REFUSALS,
};

/** The machine of huge pages as a table. */
export const hugePageTable: CompiledMachine<HugePageEventName> = compileMachine(hugePageText);
