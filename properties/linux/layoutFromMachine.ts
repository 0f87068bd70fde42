import { basename, resolve } from 'node:path';
import { kernelcore } from '../../spec/designs/kernelcore.ts';
import {
  type BootOptions,
  type Geometry,
  type Layout,
  type Tuning,
  X86_64,
} from '../../spec/layout/layout.ts';
import type { LayoutFinding } from '../../spec/layout/memoryMap.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { pagesInAll } from '../../spec/layout/pfnRange.ts';
import { ZONE_MOVABLE, zoneIndexOf } from '../../spec/zones/zone.ts';
import { readLayout } from '../input/readLayout.ts';
import { bootOptionsOf } from './commandLine.ts';
import { type MachineFiles, readMachineFiles } from './machineFiles.ts';
import { memoryRangesOf } from './memoryRanges.ts';
import { reservedRangesOf, zoneNotesOf } from './reservedRanges.ts';
import type { Zoneinfo } from './zoneinfo.ts';

/** A layout read off a machine, with what boot has to say about it and what the reader had to guess. */
export interface MachineLayout {
  readonly layout: Layout;
  /** Hazards of the layout under `kernelcore=mirror`, as {@link memoryMapOf} reports them. */
  readonly findings: readonly LayoutFinding[];
  /** What was missing, estimated, or at odds with the kernel's own figures: one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Makes a layout of text files copied off an x86-64 Linux machine. They lie in `directory`, below `proc/` and `sys/` in it,
 * or in its earliest `snap-*` folder:
 *
 * - `iomem`, read as root, or else a boot log with e820 lines: what memory there is;
 * - `dmesg`, `dmesg.txt` or `dmesg.gz`: nodes, CMA areas and, if booted with `efi=debug`, the mirrored ranges;
 * - `mirrored_pfns.txt`: the mirrored ranges where the log does not tell, `0xSTART 0xEND` a line;
 * - `zoneinfo`: how many pages each zone never got, marks, CPUs;
 * - `cmdline`, and `memory_blocks` or `sys/devices/system/memory`: options, hotplug state.
 *
 * Throws InputError if a file is malformed, or if memory, mirroring or nodes remain unknown.
 */
export function layoutFromMachine(directory: string): MachineLayout {
  const files = readMachineFiles(directory);
  const boot: BootOptions = files.commandLine
    ? bootOptionsOf(files.commandLine.text, files.commandLine.place)
    : {};
  const bare = readLayout(bareLayoutOf(files, boot), directory);
  const zones = files.zoneinfo?.zones ?? [];
  const bareMap = memoryMapOf(bare, kernelcore);
  const { reserved, notes } = reservedRangesOf(bareMap, files.iomem?.taken ?? [], zones);
  const layout = reserved.length > 0 ? readLayout({ ...bare, reserved }, directory) : bare;
  const { findings } = memoryMapOf(layout, kernelcore);
  const compared = zones.length > 0 ? zoneNotesOf(bareMap, zones) : [];
  return { layout, findings, notes: [...missingNotes(files), ...mirrorNotes(files), ...notes, ...compared] };
}

function bareLayoutOf(files: MachineFiles, boot: BootOptions): Layout {
  const { log, zoneinfo, blocks } = files;
  const geometry: Geometry = blocks ? { ...X86_64, memoryBlockPages: blocks.blockPages } : X86_64;
  const tuning = zoneinfo && tuningOf(zoneinfo);
  return {
    name: nameOf(files.directory),
    origin: log?.version ? `files of a machine running Linux ${log.version}` : 'files of a Linux machine',
    ranges: memoryRangesOf(files, boot.kernelcore === 'mirror'),
    ...(log && log.cma.length > 0 ? { cma: log.cma.toSorted((one, two) => one.start - two.start) } : {}),
    cpus: zoneinfo?.cpus || log?.cpus || 1,
    geometry,
    boot,
    ...(tuning ? { tuning } : {}),
  };
}

/** `Node0_Rack 7` becomes `node0-rack-7`. */
function nameOf(directory: string): string {
  const name = basename(resolve(directory)).toLowerCase();
  return name.replace(/[^a-z0-9.]+/g, '-').replace(/^-+|-+$/g, '') || 'machine';
}

const PAGES_PER_MEBIBYTE = 256;

/** The marks in force say more than min_free_kbytes, which khugepaged and others raise. */
function tuningOf({ zones }: Zoneinfo): Tuning {
  const isMovable = ({ zone }: { readonly zone: number }) => zoneIndexOf(zone) === ZONE_MOVABLE;
  const kernelMins = zones.filter((zone) => !isMovable(zone)).map((zone) => zone.min);
  const movableMins = zones.filter(isMovable).map((zone) => zone.min);
  return {
    minFreePages: kernelMins.reduce((sum, min) => sum + min, 0),
    ...(movableMins.length > 0
      ? { movableMinPages: [Math.min(...movableMins), Math.max(...movableMins)] }
      : {}),
  };
}

/** A log whose beginning was overwritten lists fewer mirrored ranges than the kernel counted. */
function mirrorNotes({ log }: MachineFiles): string[] {
  const listed = Math.floor(pagesInAll(log?.mirrored ?? []) / PAGES_PER_MEBIBYTE);
  const counted = log?.mirroredMebibytes;
  if (log?.mirrored === undefined || counted === undefined || counted === listed) return [];
  return [
    `the kernel counted ${counted} MiB of mirrored memory, but its log lists ${listed} MiB; boot with a larger log_buf_len`,
  ];
}

function missingNotes({ log, iomem, zoneinfo, blocks, commandLine }: MachineFiles): string[] {
  const missing = [
    [log, 'no boot log: CMA areas are unknown, and nodes are taken from zoneinfo and memory_blocks'],
    [iomem, 'no iomem: the place of the kernel image is unknown'],
    [zoneinfo, 'no zoneinfo: boot allocations, marks and the number of CPUs are unknown'],
    [blocks, 'no memory blocks: they are taken as 128 MiB, all online'],
    [commandLine, 'no command line: it is taken as empty, so there is no ZONE_MOVABLE'],
  ] as const;
  return missing.filter(([file]) => file === undefined).map(([, note]) => note);
}
