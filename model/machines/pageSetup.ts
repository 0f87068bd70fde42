import { setup } from 'xstate';
import type { PageEvent, PageEventName } from './pageEvents.ts';
import type { PageFacts } from './pageFacts.ts';
import { PAGE_RULES, type PageRuleName } from './pageRules.ts';

/**
 * The vocabulary of the page machine. `obeys` is its only guard: it names the rules that a transition must obey, so the
 * rules that failed are the diagnosis of a refusal.
 */
export const pageSetup = setup({
  types: {
    context: {} as PageFacts,
    input: {} as PageFacts,
    events: {} as PageEvent,
    meta: {} as { source: string },
  },
  guards: {
    obeys: ({ context }, rules: readonly PageRuleName[]) => rules.every((rule) => PAGE_RULES[rule](context)),
  },
});

/** A transition says in a sentence what happens and where that is written. Without a target only a fact changes, or nothing. */
export interface PageTransition {
  readonly target?: string;
  readonly guard?: { readonly type: 'obeys'; readonly params: readonly PageRuleName[] };
  readonly description: string;
  readonly meta: { readonly source: string };
}

/** What a state answers to events: one transition, or several of which the first that obeys its rules is taken. */
export type PageTransitions<Name extends PageEventName> = Readonly<
  Record<Name, PageTransition | readonly PageTransition[]>
>;

/** A guard that holds if all these rules do. */
export const obeys = (...params: readonly PageRuleName[]) => ({ type: 'obeys', params }) as const;

/** The same refusal for several events: a rule that never holds in this state, with its reason. */
export function refuse<Name extends PageEventName>(
  events: readonly Name[],
  rule: PageRuleName,
  description: string,
  source: string,
): Readonly<Record<Name, PageTransition>> {
  const refusal: PageTransition = { guard: obeys(rule), description, meta: { source } };
  return Object.fromEntries(events.map((event) => [event, refusal])) as Record<Name, PageTransition>; // Made from these names.
}
