import {
  type CompiledMachine,
  hugePageTable,
  hugePageText,
  type MachineText,
  memoryBlockTable,
  memoryBlockText,
  pageTable,
  pageText,
  pressureTable,
  pressureText,
  requestTable,
  requestText,
} from '../../model/index.ts';

/** A machine of the model, as it is written and as it is compiled. */
export interface NamedMachine {
  /** As a reader knows it: `memory block`. */
  readonly name: string;
  readonly text: MachineText<never, string>;
  readonly table: CompiledMachine;
}

const named = <Facts, Event extends string>(
  name: string,
  text: MachineText<Facts, Event>,
  table: CompiledMachine<Event>,
): NamedMachine => ({
  name,
  text: text as unknown as NamedMachine['text'], // Facts go from its own map to its own rules only.
  table,
});

/** Every machine that is compiled to a table, the page first. */
export const MACHINES: readonly NamedMachine[] = [
  named('page', pageText, pageTable),
  named('memory block', memoryBlockText, memoryBlockTable),
  named('request', requestText, requestTable),
  named('zone pressure', pressureText, pressureTable),
  named('huge page', hugePageText, hugePageTable),
];
