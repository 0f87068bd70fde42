import { requestMachine } from '../machines/requestMachine.ts';
import {
  REQUEST_DEFAULT_REFUSALS,
  REQUEST_EVENTS,
  REQUEST_LEAVES,
  REQUEST_RULES,
  type RequestEventName,
  type RequestFacts,
  requestFactsOf,
} from '../machines/requestRules.ts';
import type { CompiledMachine } from './compiledMachine.ts';
import { compileMachine } from './compileMachine.ts';
import { contextsOf, type MachineText } from './machineText.ts';

/** The machine of requests with facts coded as in `requestFactCode`. */
export const requestText: MachineText<RequestFacts, RequestEventName> = {
  machine: requestMachine,
  leaves: REQUEST_LEAVES,
  events: REQUEST_EVENTS,
  contexts: contextsOf(requestFactsOf),
  rules: REQUEST_RULES,
  defaults: REQUEST_DEFAULT_REFUSALS,
};

/** The machine of requests as a table. */
export const requestTable: CompiledMachine<RequestEventName> = compileMachine(requestText);
