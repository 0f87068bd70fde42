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
} from '../../../model/index.ts';

/** A machine of the model, as it is written and as it is compiled. */
export interface Machine {
  /** `page`, `memory-block`: its place in the site. */
  readonly slug: string;
  /** As a reader knows it: `memory block`. */
  readonly name: string;
  /** What stands before its transitions in the coverage of a campaign. */
  readonly prefix: string;
  readonly text: MachineText<never, string>;
  readonly table: CompiledMachine;
  /** States it is found in at first. */
  readonly begins: readonly string[];
  /** File of its text. */
  readonly file: string;
}

const machine = <Facts, Event extends string>(
  name: string,
  prefix: string,
  text: MachineText<Facts, Event>,
  table: CompiledMachine<Event>,
  file: string,
  ...begins: readonly string[]
): Machine => ({
  slug: name.replaceAll(' ', '-'),
  name,
  prefix,
  text: text as unknown as Machine['text'], // Facts go from its own map to its own rules only.
  table,
  begins,
  file: `model/machines/${file}.ts`,
});

/** The five machines of the model, the page first. */
export const MACHINES: readonly Machine[] = [
  machine('page', '', pageText, pageTable, 'pageMachine', 'offline.present', 'offline.absent'),
  machine('memory block', 'memory block ', memoryBlockText, memoryBlockTable, 'memoryBlockMachine', 'absent'),
  machine('request', 'request ', requestText, requestTable, 'requestMachine', 'fast'),
  machine('zone pressure', 'zone ', pressureText, pressureTable, 'pressureMachine', 'empty'),
  machine('huge page', 'huge page ', hugePageText, hugePageTable, 'hugePageMachine', 'small', 'huge'),
];

/** Place of a state in the site. */
export const stateSlug = ({ slug }: Machine, leaf: string): string => `machines/${slug}/${leaf}`;
