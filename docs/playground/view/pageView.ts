import { EVENT_PHRASES } from '../../../model/oracle/eventPhrase.ts';
import { GLYPHS, UNDECIDED } from '../../../properties/picture/glyphs.ts';
import { LEAVES, type LeafName } from '../../../spec/pages/leaf.ts';
import { meaningOf, type PageDetails } from '../pageDetails.ts';
import type { PageMove, PageRefusal } from '../pageMoves.ts';
import { hex, text } from '../text.ts';

/** What the panel of a page is made of. */
export interface PageFacts {
  readonly pfn: number;
  readonly details: PageDetails;
  /** Leaves the page may be in; one, unless something was not reported. */
  readonly leaves: readonly LeafName[];
  /** What the target says of it. */
  readonly target: string;
  readonly differs: boolean;
  /** The books stand before the operation that broke a rule. */
  readonly isBefore: boolean;
  readonly moves: readonly PageMove[];
  readonly refusals: readonly PageRefusal[];
}

/** A page: what the books say of it, where it stands in its machine, what may happen next, and what may not, and why. */
export const pageView = (facts: PageFacts): string => `
<h2 id="page-title" tabindex="-1">Page ${hex(facts.pfn)}</h2>
${facts.isBefore ? '<p class="note">The books stand as they were before the operation that broke the rule.</p>' : ''}
<dl>${facts.details.map(([name, says]) => `<dt>${name}</dt><dd>${text(says)}</dd>`).join('')}<dt>target says</dt><dd class="${facts.differs ? 'violation' : ''}">${text(facts.target)}${facts.differs ? ', which differs' : ''}</dd></dl>
<h3>State</h3>
${machineView(facts)}
<h3>What may happen next</h3>
${movesView(facts)}
<h3>What is refused, and why</h3>
${refusalsView(facts)}`;

const TOPS = ['offline', 'free', 'movable', 'pinned', 'mirrored'];

/** The page in one line, and a way to all about it. */
export const chosenView = (name: string): string =>
  `<span>${text(name)}</span> <button type="button" id="more" data-focus="more">all about it</button>`;

/** The five top states with their leaves: the page's own lit, those it may reach by one event marked. */
function machineView({ leaves, moves }: PageFacts): string {
  const reached = new Set(moves.map(({ to }) => to));
  const leafView = (name: LeafName): string => {
    const isNow = leaves.includes(name);
    const isNext = !isNow && reached.has(name);
    const says = isNow ? '<i>now</i>' : isNext ? '<i>next</i>' : '';
    const short = name.split('.')[1];
    return `<li class="${isNow ? 'now' : isNext ? 'next' : ''}"${isNow ? ' aria-current="true"' : ''} title="${text(meaningOf(name))}">${badge(name)} ${short} ${says}</li>`;
  };
  const tops = TOPS.map((top) => {
    const inside = LEAVES.filter(({ name }) => name.startsWith(`${top}.`)).map(({ name }) => leafView(name));
    return `<li class="top"><b>${top}</b><ul>${inside.join('')}</ul></li>`;
  });
  return `<ul class="machine" aria-label="the states of a page">${tops.join('')}</ul>`;
}

export const badge = (name: LeafName): string =>
  `<b class="page ${name.split('.')[0]}" aria-hidden="true">${text(GLYPHS[name] ?? UNDECIDED)}</b>`;

function movesView({ moves }: PageFacts): string {
  const targets = new Set(moves.map(({ to }) => to));
  if (targets.size === 0) return '<p>Nothing: no event is accepted.</p>';
  const groups = [...targets].map((to) => {
    const events = moves.filter((move) => move.to === to).map(moveView);
    return `<li>${badge(to)} <b>${to}</b><ul class="events">${events.join('')}</ul></li>`;
  });
  return `<ul class="groups">${groups.join('')}</ul>`;
}

function moveView({ event, phrase, guard, description, source }: PageMove): string {
  const rules = guard.map(
    ({ rule, invariant }) => `${text(rule)}${invariant === null ? '' : ` (${invariant})`}`,
  );
  const since = rules.length === 0 ? 'It has no guard.' : `The guard holds: ${rules.join('; ')}.`;
  return `<li><details data-open="move-${event}"><summary data-focus="move-${event}"><code>${event}</code> the page is ${text(phrase)}</summary><p>${text(description)}</p><p>${since}</p><p class="source">${text(source)}</p></details></li>`;
}

function refusalsView({ refusals }: PageFacts): string {
  const own = refusals.filter(({ isForeign }) => !isForeign).map(refusalView);
  const foreign = refusals.filter(({ isForeign }) => isForeign);
  const count = foreign.reduce((sum, { events }) => sum + events.length, 0);
  const guards =
    own.length === 0
      ? '<p>No guard of this state refuses anything now.</p>'
      : `<ul class="groups">${own.join('')}</ul>`;
  const rest = `<details data-open="foreign"><summary data-focus="foreign">${count} events are for pages in another state</summary><ul class="groups">${foreign.map(refusalView).join('')}</ul></details>`;
  return `${guards}${foreign.length === 0 ? '' : rest}`;
}

/** A few events are named at once, many only where one asks for them. */
const MOST_NAMED = 3;

function refusalView({ rule, invariant, claim, why, events, isForeign }: PageRefusal): string {
  const list = events.map(
    (event) => `<li><code>${event}</code> the page would be ${text(EVENT_PHRASES[event])}</li>`,
  );
  const key = text(`${isForeign} ${invariant} ${rule}`);
  const names =
    events.length > MOST_NAMED
      ? `${events.length} events`
      : events.map((event) => `<code>${event}</code>`).join(', ');
  const reason = why === '' ? '' : `, for otherwise: ${text(why)}`;
  return `<li><details data-open="${key}"><summary data-focus="${key}">${names} ${events.length === 1 ? 'needs' : 'need'}: ${text(rule)} <b>${invariant}</b></summary><p>${text(claim)}${reason}.</p><ul class="events">${list.join('')}</ul></details></li>`;
}
