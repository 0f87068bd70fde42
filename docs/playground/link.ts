import { InputError, showValue } from '../../properties/input/inputError.ts';
import { PRESETS } from '../../properties/presets/index.ts';
import { scenarioOfToken, tokenOf } from '../../properties/scenario/token.ts';
import { framesOf, MACHINES, MOST_FRAMES, TARGETS } from './choices.ts';
import { type Action, type State, scenarioIn } from './state.ts';

/**
 * The part of an address behind `#` that brings a state back: the token of the scenario, the fault, and the moment if it is not the
 * last. Null for a machine that is known by no name, since a token holds no more of a machine than that.
 */
export function linkOf(state: State): string | null {
  if (MACHINES[state.layout.name] !== state.layout) return null;
  const fault = state.fault === null ? '' : `&fault=${state.fault}`;
  const step = state.at < state.operations.length ? `&step=${state.at}` : '';
  return `#${tokenOf(scenarioIn(state))}${fault}${step}`;
}

const FAULT = /[&?\s](?:--)?fault[=\s]+([\w-]+)/;
const STEP = /&step=(\d{1,6})/;
const TOKEN = /\bzp\d+\.[a-z]+\.([a-z0-9.-]+)\.[\w-]+/;

/**
 * What is meant by a link, a token alone, or the command that a report prints.
 *
 * @param fault the target where none is named
 * @throws InputError in one sentence if the token is damaged, or its machine or fault is unknown here
 */
export function readLink(text: string, fault: string | null): Action & { readonly kind: 'load' } {
  const [token = text, name = ''] = TOKEN.exec(text) ?? [];
  mustBeSmall(name);
  const named = FAULT.exec(text)?.[1];
  if (named !== undefined && !Object.hasOwn(TARGETS, named))
    throw new InputError({
      place: 'fault',
      expected: 'a seeded fault that this page has',
      found: showValue(named),
      remedy: 'choose one from the list',
    });
  const step = STEP.exec(text)?.[1];
  const at = step === undefined ? {} : { at: Number(step) };
  return { kind: 'load', scenario: scenarioOfToken(token, MACHINES), fault: named ?? fault, ...at };
}

/** A machine that exists and is too large is not the same as one that nobody knows. */
function mustBeSmall(name: string): void {
  if (!/^[a-z0-9]/.test(name) || Object.hasOwn(MACHINES, name)) return;
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  throw new InputError({
    place: 'token: layout',
    expected: `a machine of at most ${MOST_FRAMES} pages that is known by name`,
    found: preset === undefined ? showValue(name) : `${name}, which has ${framesOf(preset)}`,
    remedy:
      preset === undefined
        ? 'load the scenario file instead, which holds its machine'
        : 'replay it on a command line, which draws no pages one by one',
  });
}
