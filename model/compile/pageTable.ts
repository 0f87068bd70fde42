import { LEAVES } from '../../spec/pages/leaf.ts';
import { PAGE_EVENTS, type PageEventName } from '../machines/pageEvents.ts';
import { type PageFacts, pageFactsOf } from '../machines/pageFacts.ts';
import { pageMachine } from '../machines/pageMachine.ts';
import { PAGE_DEFAULT_REFUSALS, PAGE_RULES } from '../machines/pageRules.ts';
import type { CompiledMachine } from './compiledMachine.ts';
import { compileMachine, type MachineText } from './compileMachine.ts';

/** The facts of every page, by the byte that stands for them: 108 of 256. */
export const PAGE_CONTEXTS: ReadonlyMap<number, PageFacts> = new Map(
  Array.from({ length: 256 }, (_, code) => [code, pageFactsOf(code)] as const).filter(
    (entry): entry is readonly [number, PageFacts] => entry[1] !== null,
  ),
);

/** The page machine and the order in which its table numbers things. */
export const pageText: MachineText<PageFacts, PageEventName> = {
  machine: pageMachine,
  leaves: LEAVES.map(({ name }) => name),
  events: PAGE_EVENTS,
  contexts: PAGE_CONTEXTS,
  rules: PAGE_RULES,
  defaults: PAGE_DEFAULT_REFUSALS,
};

/** The page machine as a table; leaves are numbered as in the specification, facts as `pageFactCode` says. */
export const pageTable: CompiledMachine<PageEventName> = compileMachine(pageText);
