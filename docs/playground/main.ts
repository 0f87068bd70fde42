import { InputError } from '../../properties/input/inputError.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { MACHINES } from './choices.ts';
import { copy } from './copy.ts';
import { EXAMPLES } from './examples.ts';
import { operationOf } from './form.ts';
import { pfnAfterKey } from './gridKeys.ts';
import { readLink } from './link.ts';
import { readScenarioText } from './readScenarioText.ts';
import type { JsonSchema } from './schemaFault.ts';
import { columns, element } from './screen.ts';
import { shareOf } from './share.ts';
import { act, complain, look, showStage, stage, suit } from './stage.ts';
import type { State } from './state.ts';

const schema = JSON.parse(element('schema').textContent ?? '') as JsonSchema; // Written by the build.

/** Input that cannot be used is a sentence on the page, and nothing changes. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(error.message);
  }
}

function load(text: string): void {
  const { fault } = stage.state;
  attempt(() => {
    if (text.trim() === '') return;
    if (!text.trimStart().startsWith('{')) act(readLink(text, fault));
    else act({ kind: 'load', scenario: readScenarioText(text, schema), fault });
    element('said').scrollIntoView({ block: 'nearest' });
  });
}

/** The state that the address asks for; the first example if it asks for none. */
function fromAddress(): void {
  const { token, fault } = EXAMPLES[0]!; // There is one to begin with.
  if (location.hash.length < 2) act(readLink(token, fault));
  else attempt(() => act(readLink(location.hash.replaceAll('%26', '&'), null)));
}

function onChoice({ target }: Event): void {
  if (!(target instanceof HTMLSelectElement)) return;
  const { id, value } = target;
  if (id === 'layout' && MACHINES[value]) act({ kind: 'layout', layout: MACHINES[value] });
  if (id === 'design') act({ kind: 'design', design: value as DesignName }); // Options are the designs.
  if (id === 'fault') act({ kind: 'fault', fault: value === '' ? null : value });
  const example = id === 'example' && value !== '' ? EXAMPLES[Number(value)] : undefined;
  if (example !== undefined) act(readLink(example.token, example.fault));
}

const stepBy = (steps: number): void => act({ kind: 'go', at: stage.state.at + steps });

const cellOf = (event: Event): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>('#grid [data-pfn]');

function onGridKey(event: KeyboardEvent): void {
  const cell = cellOf(event);
  if (cell === null || event.altKey || event.metaKey) return;
  if (event.key === ',' || event.key === '.') return stepBy(event.key === '.' ? 1 : -1);
  const all = [...document.querySelectorAll<HTMLElement>('#grid [data-pfn]')];
  const cells = all.map(({ dataset }) => Number(dataset.pfn));
  const pfn = pfnAfterKey(event.key, Number(cell.dataset.pfn), cells, columns(), event.ctrlKey);
  if (pfn === null) return;
  event.preventDefault();
  look(pfn);
}

/** Left and right step through the run wherever they mean nothing else. */
function onKey(event: KeyboardEvent): void {
  const { target, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (target instanceof Element && target.closest('input, select, textarea, pre, #grid') !== null) return;
  if (key === 'ArrowLeft') stepBy(-1);
  if (key === 'ArrowRight') stepBy(1);
}

function onAsk(event: SubmitEvent): void {
  event.preventDefault();
  const form = event.target as HTMLFormElement; // The only form that this listens to.
  if (form.querySelector('[type=submit][aria-disabled=true]') !== null) return;
  const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const operation = operationOf(stage.typed.kind, values);
  if (operation !== null) act({ kind: 'ask', operation });
}

function onFormChange({ target }: Event): void {
  if (!(target instanceof HTMLSelectElement || target instanceof HTMLInputElement)) return;
  const { typed } = stage;
  const isKind = target.id === 'kind';
  stage.typed = isKind
    ? { ...typed, kind: target.value as OperationKind } // Options are kinds.
    : { ...typed, values: { ...typed.values, [target.name]: target.value } };
  showStage();
}

async function onShare(event: Event): Promise<void> {
  const what = (event.target as Element).closest<HTMLElement>('[data-copies]')?.dataset.copies;
  if (what === undefined) return;
  const facts = shareOf(stage.state, location.href.split('#', 1)[0] ?? '');
  await copy(String(facts[what as keyof typeof facts] ?? ''));
  element('copied').textContent = `copied: the ${what === 'json' ? 'scenario' : what}`;
}

function onSteps(event: Event): void {
  const button = (event.target as Element).closest<HTMLElement>('[data-go], [data-drop]');
  if (button?.dataset.go !== undefined) act({ kind: 'go', at: Number(button.dataset.go) });
  if (button?.dataset.drop !== undefined) act({ kind: 'drop', number: Number(button.dataset.drop) });
}

function onGridClick(event: Event): void {
  const cell = cellOf(event);
  if (cell !== null) look(Number(cell.dataset.pfn));
}

function onMore({ target }: Event): void {
  if ((target as Element).id !== 'more') return;
  element('page-title').focus();
  element('page').scrollIntoView({ block: 'start' });
}

const filledIn = ({ target }: Event): string => (target as HTMLInputElement).value;

element('setup').addEventListener('change', onChoice);
element('about').addEventListener('click', ({ target }) => (target as Element).id === 'suit' && suit());
element('load').addEventListener('submit', (event) => {
  event.preventDefault();
  load(element<HTMLTextAreaElement>('pasted').value);
});
element('file').addEventListener('change', async ({ target }) =>
  load((await (target as HTMLInputElement).files?.[0]?.text()) ?? ''),
);
element('moment').addEventListener('input', (event) => act({ kind: 'go', at: Number(filledIn(event)) }));
element('earlier').addEventListener('click', () => stepBy(-1));
element('later').addEventListener('click', () => stepBy(1));
element('side').addEventListener(
  'change',
  (event) => act({ kind: 'side', side: filledIn(event) as State['side'] }), // Its values are the two sides.
);
element('grid').addEventListener('click', onGridClick);
element('grid').addEventListener('keydown', onGridKey);
element('chosen').addEventListener('click', onMore);
element('ask').addEventListener('submit', onAsk);
element('ask').addEventListener('change', onFormChange);
element('steps').addEventListener('click', onSteps);
element('clear').addEventListener('click', () => act({ kind: 'clear' }));
element('share').addEventListener('click', onShare);
document.addEventListener('keydown', onKey);
window.addEventListener('hashchange', fromAddress);
window.addEventListener('resize', showStage);

showStage();
fromAddress();
