import { candidatesOf, leafName, leafNodesOf } from '../../model/compile/candidates.ts';
import { refusalOf } from '../../model/compile/compiledMachine.ts';
import { pageTable, pageText } from '../../model/compile/pageTable.ts';
import { refusalNamed } from '../../model/compile/refusalCodes.ts';
import { PAGE_EVENTS, type PageEventName } from '../../model/machines/pageEvents.ts';
import { pageFactsOf } from '../../model/machines/pageFacts.ts';
import { PAGE_RULES, type PageRuleName } from '../../model/machines/pageRules.ts';
import { EVENT_PHRASES } from '../../model/oracle/eventPhrase.ts';
import { invariantOf } from '../../spec/invariants/index.ts';
import { LEAF, type LeafName } from '../../spec/pages/leaf.ts';

/** An event that the machine of a page accepts now. */
export interface PageMove {
  readonly event: PageEventName;
  /** What it does to the page, as a sentence ends: `pinned for long`. */
  readonly phrase: string;
  readonly to: LeafName;
  /** The rules of its guard, all of which hold. */
  readonly guard: readonly GuardRule[];
  readonly description: string;
  readonly source: string;
}

/** A rule of a guard: what must be true, and the invariant it protects, if it protects one. */
export interface GuardRule {
  readonly rule: string;
  readonly invariant: string | null;
}

/** Events that are refused for the same reason. */
export interface PageRefusal {
  /** What would have to be true: `page is below ZONE_MOVABLE`. */
  readonly rule: string;
  readonly invariant: string;
  /** The invariant as the catalogue words it, and why it exists. */
  readonly claim: string;
  readonly why: string;
  /** The state does not know the events at all: they are for pages in another one. */
  readonly isForeign: boolean;
  readonly events: readonly PageEventName[];
}

const nodes = new Map(leafNodesOf(pageText.machine).map((node) => [leafName(node), node]));

/** What may happen next to a page in a leaf. @param facts its fact byte; see `PageFacts` */
export function movesOf(leaf: LeafName, facts: number): PageMove[] {
  const known = pageFactsOf(facts);
  const node = nodes.get(leaf);
  if (known === null || node === undefined) return [];
  return PAGE_EVENTS.flatMap((event): PageMove[] => {
    const open = candidatesOf(node, event).find(
      ({ rules }) => rules.every((rule) => PAGE_RULES[rule as PageRuleName](known)), // The compiler has looked all of them up.
    );
    if (open === undefined) return [];
    const { rules, target, description, source } = open;
    const to = (target ?? leaf) as LeafName; // Leaves of the machine are those of the specification.
    return [{ event, phrase: EVENT_PHRASES[event], to, guard: rules.map(guardRule), description, source }];
  });
}

const guardRule = (name: string): GuardRule => refusalNamed(name) ?? { rule: name, invariant: null };

/** What is refused to a page in a leaf, by the rule that refuses it: guards that do not hold first, then events of other states. */
export function refusalsOf(leaf: LeafName, facts: number): PageRefusal[] {
  const groups = new Map<string, PageRefusal & { readonly events: PageEventName[] }>();
  const node = nodes.get(leaf);
  PAGE_EVENTS.forEach((event, number) => {
    const refusal = refusalOf(pageTable, number, LEAF[leaf], facts);
    if (refusal === null || node === undefined) return;
    const isForeign = candidatesOf(node, event).length === 0;
    const key = `${isForeign} ${refusal.invariant} ${refusal.rule}`;
    const group = groups.get(key) ?? { ...refusal, ...worded(refusal.invariant), isForeign, events: [] };
    groups.set(key, group);
    group.events.push(event);
  });
  return [...groups.values()].sort((one, other) => Number(one.isForeign) - Number(other.isForeign));
}

const worded = (invariant: string): Pick<PageRefusal, 'claim' | 'why'> => {
  const { claim = '', why = '' } = invariantOf(invariant) ?? {};
  return { claim, why };
};
