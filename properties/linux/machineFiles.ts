import type { PfnRange } from '../../spec/layout/layout.ts';
import { InputError } from '../input/inputError.ts';
import { type BootLog, readBootLog } from './bootLog.ts';
import { type Iomem, readIomem } from './iomem.ts';
import { type MemoryBlocks, readMemoryBlockList, readMemoryBlockTree } from './memoryBlocks.ts';
import { readMirroredPfns } from './mirroredPfns.ts';
import { findTextFile, placesIn, type TextFile } from './textFile.ts';
import { readZoneinfo, type Zoneinfo } from './zoneinfo.ts';

/** Everything that was found in a directory, read but not yet combined. */
export interface MachineFiles {
  readonly directory: string;
  readonly log: BootLog | undefined;
  readonly iomem: Iomem | undefined;
  readonly zoneinfo: Zoneinfo | undefined;
  readonly blocks: MemoryBlocks | undefined;
  readonly mirroredPfns: readonly PfnRange[] | undefined;
  /** The command line, and the file it was read from. */
  readonly commandLine: { readonly text: string; readonly place: string } | undefined;
}

/**
 * Finds and reads the files of a machine. Each may be missing; see {@link layoutFromMachine} for what is too little.
 * Throws InputError at the first that cannot be understood.
 */
export function readMachineFiles(directory: string): MachineFiles {
  const places = placesIn(directory);
  const find = (...names: string[]) => findTextFile(directory, places, names);
  const logFile = find('dmesg', 'dmesg.txt', 'dmesg.gz', 'dmesg.txt.gz');
  const log = logFile && readBootLog(logFile);
  const blockList = find('memory_blocks');
  return {
    directory,
    log,
    iomem: read(find('iomem'), readIomem),
    zoneinfo: read(find('zoneinfo'), readZoneinfo),
    blocks: read(blockList, readMemoryBlockList) ?? readMemoryBlockTree(directory),
    mirroredPfns: read(find('mirrored_pfns.txt'), readMirroredPfns),
    commandLine: commandLineOf(find('cmdline'), logFile, log),
  };
}

const read = <Read>(file: TextFile | undefined, reader: (file: TextFile) => Read): Read | undefined =>
  file && reader(file);

function commandLineOf(
  file: TextFile | undefined,
  logFile: TextFile | undefined,
  log: BootLog | undefined,
): { text: string; place: string } | undefined {
  if (file !== undefined) return { text: file.lines[0] ?? '', place: file.name };
  if (logFile === undefined || log?.commandLine === undefined) return undefined;
  return { text: log.commandLine, place: logFile.name };
}

/** Says that the files found do not tell something that a layout cannot do without. */
export const tooLittle = (directory: string, expected: string, remedy: string): InputError =>
  new InputError({ place: directory, expected, remedy });
