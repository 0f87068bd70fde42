import type { PfnRange } from '../../spec/layout/layout.ts';
import { unionOf, wholePages, without } from './pages.ts';
import type { TextFile } from './textFile.ts';

/** What the kernel's boot log tells about memory. Everything may be missing: logs are cut, and options hide lines. */
export interface BootLog {
  /** `6.1.0-56-amd64` */
  readonly version: string | undefined;
  readonly commandLine: string | undefined;
  /** Firmware's usable memory after the kernel's own corrections. */
  readonly usable: readonly PfnRange[];
  /** Ranges with EFI_MEMORY_MORE_RELIABLE; undefined if the log has no EFI map (it is printed with `efi=debug`). */
  readonly mirrored: readonly PfnRange[] | undefined;
  /** Mirrored memory as the kernel counted it, whether or not it printed the map; undefined if it counted none. */
  readonly mirroredMebibytes: number | undefined;
  /** `Early memory node ranges`: memory as the page allocator met it. */
  readonly nodeRanges: readonly NodeRange[];
  /** SRAT entries, which may reach beyond memory. */
  readonly srat: readonly (NodeRange & { readonly hotpluggable: boolean })[];
  /** `Movable zone start for each node`, pfn by node. */
  readonly movableStarts: ReadonlyMap<number, number>;
  /** Areas of the contiguous memory allocator. */
  readonly cma: readonly PfnRange[];
  readonly cpus: number | undefined;
}

/** Pages that belong to a node. */
export interface NodeRange extends PfnRange {
  readonly node: number;
}

const MEM = String.raw`\[mem 0x([0-9a-f]{1,16})-0x([0-9a-f]{1,16})\]`;
const USABLE = new RegExp(`BIOS-e820: ${MEM} usable`);
const NO_LONGER_USABLE = new RegExp(`e820: (?:update|remove) ${MEM} usable`);
const NODE_RANGE = new RegExp(String.raw`\bnode +(\d+): ${MEM}`);
const SRAT = new RegExp(String.raw`SRAT: Node (\d+) PXM \d+ ${MEM}(.*)`);
const EFI_RANGE = /efi: mem\d+: (\[[^[]*\]) range=\[0x([0-9a-f]{1,16})-0x([0-9a-f]{1,16})\]/;
const MOVABLE_START = /\bNode (\d+): 0x([0-9a-f]{1,16})$/;
const CMA = /cma: Reserved (\d+) MiB at 0x([0-9a-f]{1,16})/;

/** Reads a boot log (dmesg), with or without time stamps. Lines of no interest are skipped. */
export function readBootLog(file: TextFile): BootLog {
  const { lines } = file;
  const efi = matches(lines, EFI_RANGE);
  const mirrored = efi.filter(([, kind = '']) => kind.includes('|MR|'));
  return {
    version: first(lines, /Linux version (\S+)/),
    commandLine: first(lines, /(?:Kernel command|Command) line: (.*)$/),
    usable: without(
      unionOf(matches(lines, USABLE).map(([, start, last]) => pages(start, last))),
      matches(lines, NO_LONGER_USABLE).map(([, start, last]) => pages(start, last)),
    ),
    mirrored: efi.length > 0 ? unionOf(mirrored.map(([, , start, last]) => pages(start, last))) : undefined,
    mirroredMebibytes: numberOrNothing(first(lines, /efi: Memory: (\d+)M\/\d+M mirrored memory/)),
    nodeRanges: matches(lines, NODE_RANGE).map(([, node, start, last]) => nodePages(node, start, last)),
    srat: matches(lines, SRAT).map(([, node, start, last, flags = '']) => ({
      ...nodePages(node, start, last),
      hotpluggable: flags.includes('hotplug'),
    })),
    movableStarts: movableStartsIn(lines),
    cma: matches(lines, CMA).map(([, mebibytes, start]) => cmaArea(Number(mebibytes), start)),
    cpus: numberOrNothing(first(lines, /smp: Brought up \d+ nodes?, (\d+) CPUs?/)),
  };
}

const matches = (lines: readonly string[], pattern: RegExp): RegExpExecArray[] =>
  lines.map((line) => pattern.exec(line)).filter((match) => match !== null);

const first = (lines: readonly string[], pattern: RegExp): string | undefined =>
  matches(lines, pattern)[0]?.[1];

const pages = (start = '0', last = '0'): PfnRange => wholePages(start, last);

const nodePages = (node = '0', start = '0', last = '0'): NodeRange => ({
  ...pages(start, last),
  node: Number(node),
});

const PAGES_PER_MEBIBYTE = 256;

function cmaArea(mebibytes: number, start = '0'): PfnRange {
  const pfn = wholePages(start, start).start;
  return { start: pfn, end: pfn + mebibytes * PAGES_PER_MEBIBYTE };
}

/** The lines after the heading, up to the next one. */
function movableStartsIn(lines: readonly string[]): Map<number, number> {
  const starts = new Map<number, number>();
  const heading = lines.findIndex((line) => line.includes('Movable zone start for each node'));
  if (heading < 0) return starts;
  for (const line of lines.slice(heading + 1)) {
    const [, node, address = '0'] = MOVABLE_START.exec(line.trimEnd()) ?? [];
    if (node === undefined) break;
    starts.set(Number(node), wholePages(address, address).start);
  }
  return starts;
}

const numberOrNothing = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
