import { MACHINES as NAMED, type NamedMachine } from '../../../properties/stocktaking/machines.ts';

/** A machine of the model as the site shows it. */
export interface Machine extends NamedMachine {
  /** `page`, `memory-block`: its place in the site. */
  readonly slug: string;
  /** What stands before its transitions in the coverage of a campaign. */
  readonly prefix: string;
  /** States it is found in at first. */
  readonly begins: readonly string[];
  /** File of its text. */
  readonly file: string;
}

/** What the site tells of each machine beside its text, by name. */
const TOLD: Readonly<Record<string, Pick<Machine, 'prefix' | 'file' | 'begins'>>> = {
  page: { prefix: '', file: 'pageMachine', begins: ['offline.present', 'offline.absent'] },
  'memory block': { prefix: 'memory block ', file: 'memoryBlockMachine', begins: ['absent'] },
  request: { prefix: 'request ', file: 'requestMachine', begins: ['fast'] },
  'zone pressure': { prefix: 'zone ', file: 'pressureMachine', begins: ['empty'] },
  'huge page': { prefix: 'huge page ', file: 'hugePageMachine', begins: ['small', 'huge'] },
};

/** The machines of the model, the page first. */
export const MACHINES: readonly Machine[] = NAMED.map((machine) => {
  const { prefix, file, begins } = TOLD[machine.name]!; // A test reads them all.
  const slug = machine.name.replaceAll(' ', '-');
  return { ...machine, slug, prefix, begins, file: `model/machines/${file}.ts` };
});

/** Place of a state in the site. */
export const stateSlug = ({ slug }: Machine, leaf: string): string => `machines/${slug}/${leaf}`;
