import { holderAt } from '../../model/oracle/index.ts';
import type { DrawnRun } from '../../properties/picture/drawnRun.ts';
import { gridHtml } from '../../properties/picture/gridHtml.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import type { LeafName } from '../../spec/pages/leaf.ts';
import { leavesIn } from '../../spec/pages/leaf.ts';
import { fieldsFor, operationOf } from './form.ts';
import { pageDetails } from './pageDetails.ts';
import { movesOf, refusalsOf } from './pageMoves.ts';
import { paint } from './paint.ts';
import { shareOf } from './share.ts';
import type { State } from './state.ts';
import { subjectsFor } from './subjects.ts';
import type { Told } from './tell.ts';
import { allowedView, fieldsView, fieldValues, kindsView, submitView } from './view/formView.ts';
import { legendView } from './view/legendView.ts';
import { momentView } from './view/momentView.ts';
import { chosenView, pageView } from './view/pageView.ts';
import { aboutView, setupValues, setupView } from './view/setupView.ts';
import { shareView } from './view/shareView.ts';
import { stepsView } from './view/stepsView.ts';
import { momentWords } from './words.ts';

/** What was filled into the form, beside the state: it is nobody's business but the form's. */
export interface Typed {
  readonly kind: OperationKind;
  readonly values: Readonly<Record<string, string>>;
}

/** A part of the page by its id. The page has all that are asked for. */
export const element = <E extends HTMLElement = HTMLElement>(id: string): E =>
  document.getElementById(id) as E; // As the page that is built with this says.

/** Pages a row: what fits on a phone is half of it. */
export const columns = (): number => (window.innerWidth < 600 ? 8 : 16);

/** Shows a state and what came of it, everywhere on the page. */
export function show(state: State, told: Told, typed: Typed): void {
  paint(element('setup'), setupView(state), setupValues(state));
  paint(element('about'), aboutView(state));
  showMoment(state, told);
  showGrid(state, told);
  showPage(state, told);
  showForm(state, told, typed);
  paint(element('steps'), stepsView(told, state));
  paint(element('share'), shareView(shareOf(state, location.href.split('#', 1)[0] ?? '')));
  for (const radio of document.querySelectorAll<HTMLInputElement>('#side input'))
    radio.checked = radio.value === state.side;
}

function showMoment(state: State, told: Told): void {
  const slider = element<HTMLInputElement>('moment');
  slider.max = String(told.steps.length);
  slider.value = String(state.at);
  slider.setAttribute('aria-valuetext', momentWords(told, state.at).title);
  // A button that is really disabled would lose the focus.
  element('earlier').ariaDisabled = String(state.at === 0);
  element('later').ariaDisabled = String(state.at >= told.steps.length);
  paint(element('said'), momentView(told, state));
}

function showGrid(state: State, told: Told): void {
  const pages = told.pagesAt(state.at);
  const { pageblockOrder, memoryBlockPages } = state.layout.geometry;
  const grid = element('grid');
  const hadFocus = grid.contains(document.activeElement);
  const html = gridHtml({
    runs: pages[state.side],
    others: pages[state.side === 'model' ? 'target' : 'model'],
    ...(state.at > 0 && { earlier: told.pagesAt(state.at - 1)[state.side] }),
    columns: columns(),
    pageblock: 2 ** pageblockOrder,
    memoryBlock: memoryBlockPages,
    selected: state.pfn,
  });
  paint(grid, html);
  if (hadFocus) grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  const cell = grid.querySelector('[aria-selected=true]');
  paint(element('chosen'), chosenView(cell?.getAttribute('title') ?? ''));
  const there = new Set([...pages.model, ...pages.target].flatMap(({ leaves }) => leaves as LeafName[]));
  paint(element('legend'), legendView(there));
}

const saysAt = (runs: readonly DrawnRun[], pfn: number): string =>
  runs.find(({ start, end }) => start <= pfn && pfn < end)?.leaves.join(' or ') ?? 'nothing';

function showPage(state: State, told: Told): void {
  const { pfn, at } = state;
  const books = told.booksAt(at);
  const leaves = leavesIn(books.belief[pfn] ?? 0);
  const pages = told.pagesAt(at);
  const target = saysAt(pages.target, pfn);
  const facts = books.facts[pfn] ?? 0;
  const html = pageView({
    pfn,
    details: pageDetails(books, pfn, state.operations),
    leaves,
    target,
    differs: target !== saysAt(pages.model, pfn),
    isBefore: told.violation !== null && at >= told.steps.length,
    moves: leaves.flatMap((leaf) => movesOf(leaf, facts)),
    refusals: leaves.flatMap((leaf) => refusalsOf(leaf, facts)),
  });
  paint(element('page'), html);
}

function showForm(state: State, told: Told, { kind, values }: Typed): void {
  const { at, layout, operations, pfn } = state;
  const books = told.booksAt(at);
  const subjects = subjectsFor(kind, books, operations.slice(0, at));
  const isOver =
    told.violation !== null && told.violation.operation < operations.length && at >= told.steps.length;
  const fields = fieldsFor(kind, { layout, subjects, pfn, holder: holderAt(books, pfn) }, values);
  const barred = isOver
    ? 'The run ends where a rule is broken: go a step back, or take an operation out.'
    : null;
  paint(element('kinds'), kindsView([...told.kinds]), { kind });
  paint(element('fields'), fieldsView(fields), fieldValues(fields));
  paint(element('submit'), submitView(fields, barred, Math.max(0, operations.length - at)));
  const filled = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const operation = isOver ? null : operationOf(kind, filled);
  paint(element('allowed'), operation === null ? '' : allowedView(told.allowedAt(at, operation)));
}
