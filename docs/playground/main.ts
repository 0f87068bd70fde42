import { FAULTS } from '../../properties/faults/index.ts';
import { InputError } from '../../properties/input/inputError.ts';
import { checkOperations } from '../../properties/scenario/checkOperations.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { MACHINES } from './choices.ts';
import { copy } from './copy.ts';
import { EXAMPLES } from './examples.ts';
import { operationOf } from './form.ts';
import { pfnAfterKey } from './gridKeys.ts';
import { linkOf, readLink } from './link.ts';
import { readScenarioText } from './readScenarioText.ts';
import type { JsonSchema } from './schemaFault.ts';
import { columns, element, show, type Typed } from './screen.ts';
import { shareOf } from './share.ts';
import { type Action, beginning, next, type State } from './state.ts';
import { firstHeldPage, tell } from './tell.ts';
import { machinesOf } from './view/setupView.ts';

const schema = JSON.parse(element('schema').textContent ?? '') as JsonSchema; // Written by the build.

let state: State = beginning;
let told = tell(state);
let typed: Typed = { kind: 'allocate', values: {} };

/** Takes a step: the run is repeated if it is another one now, and everything is shown anew. */
function act(action: Action): void {
  const before = state;
  state = next(state, action);
  const isSame =
    before.operations === state.operations &&
    before.layout === state.layout &&
    before.design === state.design &&
    before.fault === state.fault;
  if (!isSame) {
    try {
      checkOperations(state.operations, state.layout, 'operations');
      told = tell(state);
    } catch (error) {
      state = before; // What a token could not hold is not asked, and a target that does not even boot has nothing to show.
      return complain(
        error instanceof InputError ? error.message : `this target cannot be shown: ${String(error)}`,
      );
    }
    const [culprit] = told.violation?.pfns ?? [];
    const pfn = culprit ?? (action.kind === 'load' ? firstHeldPage(told) : undefined);
    if (pfn !== undefined) state = { ...state, pfn };
  }
  state = { ...state, at: Math.min(state.at, told.steps.length) };
  complain('');
  show(state, told, typed);
  history.replaceState(null, '', linkOf(state) ?? location.href.split('#', 1)[0]);
}

const complain = (sentence: string): void => {
  element('complaint').textContent = sentence;
};

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
  attempt(() => {
    if (text.trim() === '') return;
    if (!text.trimStart().startsWith('{')) act(readLink(text, state.fault));
    else act({ kind: 'load', scenario: readScenarioText(text, schema), fault: state.fault });
    element('said').scrollIntoView({ block: 'nearest' });
  });
}

/** The design and the machine under which the chosen fault shows. */
function suit(): void {
  const fault = state.fault === null ? undefined : FAULTS[state.fault];
  if (fault === undefined) return;
  const [layout = state.layout] = machinesOf(fault);
  if (!machinesOf(fault).includes(state.layout)) act({ kind: 'layout', layout });
  act({ kind: 'design', design: fault.design });
}

function choose(id: string, value: string): void {
  if (id === 'layout' && MACHINES[value]) act({ kind: 'layout', layout: MACHINES[value] });
  if (id === 'design') act({ kind: 'design', design: value as DesignName }); // Options are the designs.
  if (id === 'fault') act({ kind: 'fault', fault: value === '' ? null : value });
  const example = id === 'example' && value !== '' ? EXAMPLES[Number(value)] : undefined;
  if (example !== undefined) act(readLink(example.token, example.fault));
}

/** Fields that follow the page that is looked at, until something is filled in. */
const FOLLOWS = ['of', 'with', 'pfn', 'block', 'pageblock'];

function look(pfn: number): void {
  const values = Object.fromEntries(Object.entries(typed.values).filter(([name]) => !FOLLOWS.includes(name)));
  typed = { ...typed, values };
  act({ kind: 'look', pfn });
}

const cellOf = (event: Event): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>('#grid [data-pfn]');

function onGridKey(event: KeyboardEvent): void {
  const cell = cellOf(event);
  if (cell === null || event.altKey || event.metaKey) return;
  if (event.key === ',' || event.key === '.')
    return act({ kind: 'go', at: state.at + (event.key === '.' ? 1 : -1) });
  const cells = [...document.querySelectorAll<HTMLElement>('#grid [data-pfn]')].map(({ dataset }) =>
    Number(dataset.pfn),
  );
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
  if (key === 'ArrowLeft') act({ kind: 'go', at: state.at - 1 });
  if (key === 'ArrowRight') act({ kind: 'go', at: state.at + 1 });
}

function onAsk(event: SubmitEvent): void {
  event.preventDefault();
  const form = event.target as HTMLFormElement; // The only form that this listens to.
  const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const operation = operationOf(typed.kind, values);
  if (operation !== null) act({ kind: 'ask', operation });
}

function onFormChange({ target }: Event): void {
  if (!(target instanceof HTMLSelectElement || target instanceof HTMLInputElement)) return;
  if (target.id === 'kind')
    typed = { ...typed, kind: target.value as OperationKind }; // Options are kinds.
  else typed = { ...typed, values: { ...typed.values, [target.name]: target.value } };
  show(state, told, typed);
}

async function onShare(event: Event): Promise<void> {
  const what = (event.target as Element).closest<HTMLElement>('[data-copies]')?.dataset.copies;
  if (what === undefined) return;
  const facts = shareOf(state, location.href.split('#', 1)[0] ?? '');
  await copy(String(facts[what as keyof typeof facts] ?? ''));
  element('copied').textContent = `copied: the ${what === 'json' ? 'scenario' : what}`;
}

function onSteps(event: Event): void {
  const button = (event.target as Element).closest<HTMLElement>('[data-go], [data-drop]');
  if (button?.dataset.go !== undefined) act({ kind: 'go', at: Number(button.dataset.go) });
  if (button?.dataset.drop !== undefined) act({ kind: 'drop', number: Number(button.dataset.drop) });
}

/** The state that the address asks for; the first example if it asks for none. */
function fromAddress(): void {
  const [{ token, fault }] = [EXAMPLES[0]!]; // There is one to begin with.
  if (location.hash.length < 2) act(readLink(token, fault));
  else attempt(() => act(readLink(decodeURIComponent(location.hash), null)));
}

function listen(): void {
  const on = element('setup');
  on.addEventListener(
    'change',
    ({ target }) => target instanceof HTMLSelectElement && choose(target.id, target.value),
  );
  element('about').addEventListener('click', ({ target }) => (target as Element).id === 'suit' && suit());
  element('moment').addEventListener('input', ({ target }) =>
    act({ kind: 'go', at: Number((target as HTMLInputElement).value) }),
  );
  element('earlier').addEventListener('click', () => act({ kind: 'go', at: state.at - 1 }));
  element('later').addEventListener('click', () => act({ kind: 'go', at: state.at + 1 }));
  element('clear').addEventListener('click', () => act({ kind: 'clear' }));
  element('side').addEventListener('change', ({ target }) =>
    act({ kind: 'side', side: (target as HTMLInputElement).value as State['side'] }),
  );
  element('grid').addEventListener('click', (event) => {
    const cell = cellOf(event);
    if (cell !== null) look(Number(cell.dataset.pfn));
  });
  element('grid').addEventListener('keydown', onGridKey);
  element('chosen').addEventListener('click', ({ target }) => {
    if ((target as Element).id !== 'more') return;
    element('page-title').focus();
    element('page').scrollIntoView({ block: 'start' });
  });
  element('steps').addEventListener('click', onSteps);
  element('ask').addEventListener('submit', onAsk);
  element('ask').addEventListener('change', onFormChange);
  element('share').addEventListener('click', onShare);
  const loading = element('load');
  loading.addEventListener('submit', (event) => {
    event.preventDefault();
    load(element<HTMLTextAreaElement>('pasted').value);
  });
  element('file').addEventListener('change', async ({ target }) =>
    load((await (target as HTMLInputElement).files?.[0]?.text()) ?? ''),
  );
  document.addEventListener('keydown', onKey);
  window.addEventListener('hashchange', fromAddress);
  window.addEventListener('resize', () => show(state, told, typed));
}

listen();
show(state, told, typed);
fromAddress();
