import { pressureMachine } from '../machines/pressureMachine.ts';
import {
  PRESSURE_DEFAULT_REFUSALS,
  PRESSURE_EVENTS,
  PRESSURE_LEAVES,
  PRESSURE_RULES,
  type PressureEventName,
  type PressureFacts,
  pressureFactsOf,
} from '../machines/pressureRules.ts';
import type { CompiledMachine } from './compiledMachine.ts';
import { compileMachine } from './compileMachine.ts';
import { contextsOf, type MachineText } from './machineText.ts';

/** The machine of zone pressure with facts coded as in `pressureFactCode`. */
export const pressureText: MachineText<PressureFacts, PressureEventName> = {
  machine: pressureMachine,
  leaves: PRESSURE_LEAVES,
  events: PRESSURE_EVENTS,
  contexts: contextsOf(pressureFactsOf),
  rules: PRESSURE_RULES,
  defaults: PRESSURE_DEFAULT_REFUSALS,
};

/** The machine of zone pressure as a table. */
export const pressureTable: CompiledMachine<PressureEventName> = compileMachine(pressureText);
