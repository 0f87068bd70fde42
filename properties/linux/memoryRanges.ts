import type { MemoryRange, PfnRange } from '../../spec/layout/layout.ts';
import type { NodeRange } from './bootLog.ts';
import { type MachineFiles, tooLittle } from './machineFiles.ts';
import { contains, unionOf } from './pages.ts';

/**
 * Memory with its node, mirroring, hotpluggability and hotplug state: cut wherever one of them changes, to the page.
 * Throws InputError if the files do not tell what memory there is, which of it is mirrored, or on which node it is.
 */
export function memoryRangesOf(files: MachineFiles, mirrorAskedFor: boolean): MemoryRange[] {
  const memory = memoryOf(files);
  const mirrored = mirroredOf(files, mirrorAskedFor);
  const nodes = nodeRangesOf(files);
  const hotpluggable = (files.log?.srat ?? []).filter((entry) => entry.hotpluggable);
  const offline = blockRangesOf(files, (block) => !block.online);
  const marks = [...mirrored, ...nodes, ...hotpluggable, ...offline];
  const cuts = [...new Set(marks.flatMap(({ start, end }) => [start, end]))].sort((one, two) => one - two);
  const pieces = memory.flatMap((range) => piecesOf(range, cuts));
  return joined(
    pieces.map((piece) => ({
      ...piece,
      node: nodeAt(piece.start, nodes, files),
      mirrored: contains(mirrored, piece.start),
      ...(contains(hotpluggable, piece.start) ? { hotpluggable: true } : {}),
      ...(contains(offline, piece.start) ? { offline: true } : {}),
    })),
  );
}

/** The current map is nearest to the truth; firmware's is next, and the list that the zones were made from the last. */
function memoryOf({ directory, iomem, log }: MachineFiles): readonly PfnRange[] {
  const sources = [iomem?.memory, log?.usable, unionOf(log?.nodeRanges ?? [])];
  const memory = sources.find((ranges) => ranges !== undefined && ranges.length > 0);
  if (memory !== undefined) return memory;
  const expected = 'an iomem file with System RAM, or a boot log with e820 lines or early memory node ranges';
  throw tooLittle(directory, expected, 'copy /proc/iomem (as root) and the output of dmesg into it');
}

function mirroredOf({ directory, log, mirroredPfns }: MachineFiles, askedFor: boolean): readonly PfnRange[] {
  const mirrored = log?.mirrored ?? mirroredPfns;
  if (mirrored !== undefined) return mirrored;
  const unknown = log === undefined ? askedFor : log.mirroredMebibytes !== undefined;
  if (!unknown) return [];
  const expected = 'the mirrored ranges, as `efi: mem` lines of the boot log or in mirrored_pfns.txt';
  throw tooLittle(directory, expected, 'boot once with efi=debug, or write one range a line: 0xSTART 0xEND');
}

function nodeRangesOf(files: MachineFiles): readonly NodeRange[] {
  const { log } = files;
  const hotAdded = blockRangesOf(files, () => true).filter(
    (block) => block.node !== undefined,
  ) as NodeRange[];
  return [...(log?.nodeRanges ?? []), ...(log?.srat ?? []), ...hotAdded]; // Of two that tell, the first is more exact.
}

function blockRangesOf(
  { blocks }: MachineFiles,
  wanted: (block: { readonly online: boolean }) => boolean,
): (PfnRange & { readonly node: number | undefined })[] {
  if (blocks === undefined) return [];
  const { blockPages } = blocks;
  return blocks.blocks
    .filter(wanted)
    .map(({ number, node }) => ({ start: number * blockPages, end: (number + 1) * blockPages, node }));
}

function nodeAt(pfn: number, nodes: readonly NodeRange[], files: MachineFiles): number {
  const node = nodes.find(({ start, end }) => start <= pfn && pfn < end)?.node;
  if (node !== undefined) return node;
  const known = files.zoneinfo?.zones.map(({ zone }) => zone >> 2) ?? []; // A zone's number is node * 4 + index.
  if (new Set(known).size <= 1) return known[0] ?? 0;
  const expected = `the node of pfn 0x${pfn.toString(16)}, as \`node N: [mem\` or SRAT lines of the boot log`;
  throw tooLittle(
    files.directory,
    expected,
    'copy the output of dmesg, or memory_blocks with the nodes, into it',
  );
}

function piecesOf(range: PfnRange, cuts: readonly number[]): PfnRange[] {
  const inner = cuts.filter((cut) => range.start < cut && cut < range.end);
  const edges = [range.start, ...inner, range.end];
  return edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }));
}

function joined(ranges: readonly MemoryRange[]): MemoryRange[] {
  const result: MemoryRange[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    const { start: _, end: __, ...facts } = range;
    const { start: ___, end: lastEnd, ...lastFacts } = last ?? range;
    if (
      last !== undefined &&
      lastEnd === range.start &&
      JSON.stringify(facts) === JSON.stringify(lastFacts)
    ) {
      result[result.length - 1] = { ...last, end: range.end };
    } else result.push(range);
  }
  return result;
}
