import { tiny } from '../../properties/presets/tiny.ts';
import { checkOperations } from '../../properties/scenario/checkOperations.ts';
import { keepOperations } from '../../properties/scenario/keepOperations.ts';
import { operationAt } from '../../properties/scenario/operationAt.ts';
import type { Scenario } from '../../properties/scenario/scenario.ts';
import { operationCount } from '../../properties/scenario/words.ts';
import { wordsOf } from '../../properties/scenario/wordsOf.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import type { Operation } from '../../spec/operations/operation.ts';

/** What the playground shows: a scenario, a target, and where one looks. Everything on the page follows from it. */
export interface State {
  readonly layout: Layout;
  readonly design: DesignName;
  /** A seeded fault by name; null for the sound allocator. */
  readonly fault: string | null;
  readonly operations: readonly Operation[];
  /** Operations asked so far: 0 is the moment after boot. */
  readonly at: number;
  /** The page that is looked at. */
  readonly pfn: number;
  /** Whose view of the pages is drawn. */
  readonly side: 'model' | 'target';
}

/** What there is before anything was chosen. */
export const beginning: State = {
  layout: tiny,
  design: 'kernelcore',
  fault: null,
  operations: [],
  at: 0,
  pfn: 0,
  side: 'model',
};

/** A step of the person before the page. */
export type Action =
  | {
      readonly kind: 'load';
      readonly scenario: Scenario;
      readonly fault: string | null;
      readonly at?: number;
    }
  | { readonly kind: 'layout'; readonly layout: Layout }
  | { readonly kind: 'design'; readonly design: DesignName }
  | { readonly kind: 'fault'; readonly fault: string | null }
  /** Asks an operation after those asked so far; what was asked later is dropped. */
  | { readonly kind: 'ask'; readonly operation: Operation }
  /** Takes an operation out, and those whose subject goes with it. */
  | { readonly kind: 'drop'; readonly number: number }
  | { readonly kind: 'clear' }
  | { readonly kind: 'go'; readonly at: number }
  | { readonly kind: 'look'; readonly pfn: number }
  | { readonly kind: 'side'; readonly side: State['side'] };

/** The state after an action. A moment behind the last is the last; the run may end earlier, which `tell` knows. */
export function next(state: State, action: Action): State {
  switch (action.kind) {
    case 'load':
      return loaded(state, action);
    case 'layout':
      return onLayout(state, action.layout);
    case 'design':
      return { ...state, design: action.design };
    case 'fault':
      return { ...state, fault: action.fault };
    case 'ask':
      return asked(state, action.operation);
    case 'drop':
      return dropped(state, action.number);
    case 'clear':
      return { ...state, operations: [], at: 0 };
    case 'go':
      return { ...state, at: Math.max(0, action.at) };
    case 'look':
      return { ...state, pfn: action.pfn };
    case 'side':
      return { ...state, side: action.side };
  }
}

/** The operations of a scenario in readable form. */
export const operationsIn = ({ operations }: Pick<Scenario, 'operations'>): Operation[] =>
  Array.from({ length: operationCount(operations) }, (_, index) => operationAt(operations, index));

/** The scenario of a state, to be run or shared. */
export const scenarioIn = ({ layout, design, operations }: State): Scenario => ({
  layout,
  design,
  operations: wordsOf(operations),
});

function loaded(state: State, { scenario, fault, at }: Action & { readonly kind: 'load' }): State {
  const { layout, design } = scenario;
  const operations = operationsIn(scenario);
  const pfn = pageOn(layout, state.pfn);
  return { ...state, layout, design, fault, operations, at: at ?? operations.length, pfn };
}

/** Operations that name what the new machine lacks would mean nothing there: they go, all of them. */
function onLayout(state: State, layout: Layout): State {
  const pfn = pageOn(layout, state.pfn);
  try {
    checkOperations(state.operations, layout, 'operations');
    return { ...state, layout, pfn };
  } catch {
    return { ...state, layout, pfn, operations: [], at: 0 };
  }
}

function asked(state: State, operation: Operation): State {
  const operations = [...state.operations.slice(0, state.at), operation];
  return { ...state, operations, at: operations.length };
}

function dropped(state: State, number: number): State {
  const words = wordsOf(state.operations);
  const keep = new Uint8Array(state.operations.length).fill(1).fill(0, number, number + 1);
  const operations = operationsIn({ operations: keepOperations(words, keep) });
  return { ...state, operations, at: Math.min(state.at, operations.length) };
}

/** The page itself if the machine has it, else its first page. */
function pageOn({ ranges }: Layout, pfn: number): number {
  const isThere = ranges.some(({ start, end }) => start <= pfn && pfn < end);
  return isThere ? pfn : (ranges[0]?.start ?? 0);
}
