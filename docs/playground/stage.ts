import { FAULTS } from '../../properties/faults/index.ts';
import { InputError } from '../../properties/input/inputError.ts';
import { checkOperations } from '../../properties/scenario/checkOperations.ts';
import { linkOf } from './link.ts';
import { element, show, type Typed } from './screen.ts';
import { type Action, beginning, next, type State } from './state.ts';
import { firstHeldPage, type Told, tell } from './tell.ts';
import { machinesOf } from './view/setupView.ts';

/** What is on the stage: the state, what came of it, and what is filled into the form. */
export const stage: { state: State; told: Told; typed: Typed } = {
  state: beginning,
  told: tell(beginning),
  typed: { kind: 'allocate', values: {} },
};

/** Shows the stage as it is. */
export const showStage = (): void => show(stage.state, stage.told, stage.typed);

/** Takes a step: the run is repeated if it is another one now, and everything is shown anew. */
export function act(action: Action): void {
  const state = next(stage.state, action);
  try {
    if (isAnother(state)) run(state, action);
    else stage.state = state;
    complain('');
  } catch (error) {
    complain(error instanceof InputError ? error.message : `this target cannot be shown: ${String(error)}`);
  }
  const at = Math.min(stage.state.at, stage.told.steps.length);
  stage.state = { ...stage.state, at };
  showStage();
  history.replaceState(null, '', linkOf(stage.state) ?? location.href.split('#', 1)[0]);
}

const isAnother = ({ operations, layout, design, fault }: State): boolean =>
  stage.state.operations !== operations ||
  stage.state.layout !== layout ||
  stage.state.design !== design ||
  stage.state.fault !== fault;

/** What a token could not hold is not run, and a target that does not even boot has nothing to show: then all stays as it was. */
function run(state: State, { kind }: Action): void {
  checkOperations(state.operations, state.layout, 'operations');
  const told = tell(state);
  const [culprit] = told.violation?.pfns ?? [];
  const pfn = culprit ?? (kind === 'load' ? firstHeldPage(told) : undefined) ?? state.pfn;
  stage.told = told;
  stage.state = { ...state, pfn };
}

/** A sentence on the page about input that cannot be used; an empty one takes it away. */
export const complain = (sentence: string): void => {
  element('complaint').textContent = sentence;
};

/** Fields that follow the page that is looked at, until something is filled in. */
const FOLLOWS = ['of', 'with', 'pfn', 'block', 'pageblock'];

/** Looks at a page. */
export function look(pfn: number): void {
  const values = Object.entries(stage.typed.values).filter(([name]) => !FOLLOWS.includes(name));
  stage.typed = { ...stage.typed, values: Object.fromEntries(values) };
  act({ kind: 'look', pfn });
}

/** Chooses the design and the machine under which the chosen fault shows. */
export function suit(): void {
  const { fault: name, layout } = stage.state;
  const fault = name === null ? undefined : FAULTS[name];
  if (fault === undefined) return;
  const machines = machinesOf(fault);
  if (machines[0] !== undefined && !machines.includes(layout)) act({ kind: 'layout', layout: machines[0] });
  act({ kind: 'design', design: fault.design });
}
