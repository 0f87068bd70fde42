import { LEAVES } from '../../spec/pages/leaf.ts';
import { PAGE_EVENTS, type PageEventName } from '../machines/pageEvents.ts';
import { type PageFacts, pageFactsOf } from '../machines/pageFacts.ts';
import { pageMachine } from '../machines/pageMachine.ts';
import { PAGE_DEFAULT_REFUSALS, PAGE_RULES } from '../machines/pageRules.ts';
import type { CompiledMachine } from './compiledMachine.ts';
import { compileMachine } from './compileMachine.ts';
import { contextsOf, type MachineText } from './machineText.ts';

/** The page machine with leaves numbered as in the specification and facts as in `pageFactCode`. */
export const pageText: MachineText<PageFacts, PageEventName> = {
  machine: pageMachine,
  leaves: LEAVES.map(({ name }) => name),
  events: PAGE_EVENTS,
  contexts: contextsOf(pageFactsOf),
  rules: PAGE_RULES,
  defaults: PAGE_DEFAULT_REFUSALS,
};

/** The page machine as a table: what the oracle steps. */
export const pageTable: CompiledMachine<PageEventName> = compileMachine(pageText);
