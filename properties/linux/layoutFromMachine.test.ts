import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pagesInAll } from '../../spec/layout/pfnRange.ts';
import { InputError } from '../input/inputError.ts';
import { layoutFromMachine } from './layoutFromMachine.ts';

const RECORDINGS = fileURLToPath(new URL('../../spec/fixtures/recordings', import.meta.url));
const names = readdirSync(RECORDINGS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const textOf = (name: string, file: string): string => readFileSync(join(RECORDINGS, name, file), 'utf8');

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'zoneproof-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function write(file: string, text: string | Buffer): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), text);
}

/** Some files of a recording, under other names where wanted. */
function copy(name: string, files: Record<string, string>): void {
  for (const [from, to] of Object.entries(files)) write(to, textOf(name, from));
}

describe.each(names)('the recording %s', (name) => {
  const { layout, notes } = layoutFromMachine(join(RECORDINGS, name));

  test('gives the layout that the specification is tested with', () => {
    expect(layout).toEqual(JSON.parse(textOf(name, 'layout.json')));
  });

  test('agrees with the kernel about every zone', () => {
    expect(notes.filter((note) => note.includes('but boot with this memory gives'))).toEqual([]);
  });
});

test('mirrored memory that the kernel loses is found and told', () => {
  const { findings, notes } = layoutFromMachine(join(RECORDINGS, 'broken-layout'));
  const [lost] = findings;
  expect(lost?.kind).toBe('mirror-lost');
  expect(lost?.ranges).toEqual([{ start: 0x108000, end: 0x118000 }]);
  expect(pagesInAll(lost?.ranges ?? [])).toBe(65536);
  expect(lost?.sentence).toBe(
    '256 MiB of mirrored memory, pfns [0x108000, 0x118000), belong to no zone: the lowest memory above 4 GiB is not mirrored, ' +
      'so ZONE_NORMAL of node 0 is empty; mirror the lowest memory above 4 GiB of this node, or boot without kernelcore=mirror',
  );
  expect(notes).toEqual([
    'Node 0 DMA manages 48352 pages, but 3757 belong to it, 0 of them taken by the kernel image, so its boot allocations are ' +
      'unknown and left out',
  ]);
});

test('files may lie in copied proc and sys trees, with a packed log', () => {
  copy('kernel-heavy', { iomem: 'proc/iomem', zoneinfo: 'proc/zoneinfo', cmdline: 'proc/cmdline' });
  write('dmesg.gz', gzipSync(textOf('kernel-heavy', 'dmesg.txt')));
  const blocks = [...textOf('kernel-heavy', 'memory_blocks').matchAll(/^memory(\d+) /gm)].map(
    ([, number]) => number,
  );
  write('sys/devices/system/memory/block_size_bytes', '8000000\n');
  for (const number of blocks) write(`sys/devices/system/memory/memory${number}/state`, 'online\n');
  const { name: _, ...layout } = layoutFromMachine(directory).layout;
  expect({ name: 'kernel-heavy', ...layout }).toEqual(JSON.parse(textOf('kernel-heavy', 'layout.json')));
});

test('of several snapshots the earliest is read', () => {
  cpSync(join(RECORDINGS, 'kernel-heavy'), directory, { recursive: true });
  for (const [snapshot, freed, managed] of [
    ['snap-after', 900, 1],
    ['snap-pre', 300, 262144],
  ] as const) {
    write(`${snapshot}/vmstat`, `nr_free_pages 5\npgfree ${freed}\n`);
    write(
      `${snapshot}/zoneinfo`,
      textOf('kernel-heavy', 'zoneinfo').replace('managed  262144', `managed  ${managed}`),
    );
  }
  rmSync(join(directory, 'zoneinfo'));
  expect(layoutFromMachine(directory).layout.reserved?.every(({ start }) => start < 0x140000)).toBe(true);
});

test('a boot log alone gives memory and mirroring, and says what is unknown', () => {
  copy('kernel-heavy', { 'dmesg.txt': 'dmesg' });
  const { layout, notes } = layoutFromMachine(directory);
  const whole = JSON.parse(textOf('kernel-heavy', 'layout.json'));
  expect(layout.ranges).toEqual(whole.ranges);
  expect(layout.boot).toEqual({ kernelcore: 'mirror' });
  expect(layout.cpus).toBe(2);
  expect(notes.map((note) => note.split(':')[0])).toEqual(['no iomem', 'no zoneinfo', 'no memory blocks']);
});

test('early node ranges do where firmware’s map is missing', () => {
  const log = textOf('offline-online-numa', 'dmesg.txt');
  write(
    'dmesg',
    log
      .split('\n')
      .filter((line) => !line.includes('e820:'))
      .join('\n'),
  );
  const whole = JSON.parse(textOf('offline-online-numa', 'layout.json'));
  expect(layoutFromMachine(directory).layout.ranges).toEqual(whole.ranges);
});

test('offline blocks and hot-added memory keep their state', () => {
  copy('hotplug-dimm', {
    zoneinfo: 'zoneinfo',
    'dmesg.txt': 'dmesg',
    'mirrored_pfns.txt': 'mirrored_pfns.txt',
  });
  write('iomem', `${textOf('hotplug-dimm', 'iomem')}140000000-147ffffff : System RAM\n`);
  write(
    'memory_blocks',
    `memory40 phys_index=00000028 state=offline removable=1 valid_zones=Normal_Movable node0\n${textOf('hotplug-dimm', 'memory_blocks')}`,
  );
  const { layout } = layoutFromMachine(directory);
  expect(layout.ranges.at(-1)).toEqual({
    start: 0x140000,
    end: 0x148000,
    node: 0,
    mirrored: false,
    hotpluggable: true,
    offline: true,
  });
});

test('a log that lost its beginning is noticed', () => {
  const lines = textOf('kernel-heavy', 'dmesg.txt').split('\n');
  copy('kernel-heavy', { iomem: 'iomem' });
  write('dmesg', lines.filter((line) => !line.includes('efi: mem08')).join('\n'));
  expect(layoutFromMachine(directory).notes).toContain(
    'the kernel counted 1023 MiB of mirrored memory, but its log lists 596 MiB; boot with a larger log_buf_len',
  );
});

test('memory that changed since boot shows as zones that differ', () => {
  copy('kernel-heavy', { iomem: 'iomem', 'dmesg.txt': 'dmesg', cmdline: 'cmdline' });
  write('zoneinfo', textOf('kernel-heavy', 'zoneinfo').replace('present  262144', 'present  229376'));
  expect(layoutFromMachine(directory).notes).toContainEqual(
    expect.stringMatching(
      /^Node 0 Movable spans \[0x110000, 0x160000\) with 229376 present pages on the machine, but/,
    ),
  );
});

test('memory that left its zone since boot is not taken for boot memory', () => {
  copy('kernel-heavy', { iomem: 'iomem', 'dmesg.txt': 'dmesg', cmdline: 'cmdline' });
  const zoneinfo = textOf('kernel-heavy', 'zoneinfo');
  write('zoneinfo', zoneinfo.replaceAll('  262144', '  229376'));
  const inMovable = layoutFromMachine(directory).layout.reserved?.filter(({ start }) => start >= 0x140000);
  expect(inMovable).toEqual([]);
});

describe('too little is refused', () => {
  const refusal = (place: string, expected: string) =>
    expect.objectContaining({ name: 'InputError', place, expected: expect.stringContaining(expected) });

  test('no directory', () => {
    const missing = join(directory, 'nowhere');
    expect(() => layoutFromMachine(missing)).toThrow(refusal(missing, 'a directory of files'));
  });

  test('an empty directory', () => {
    expect(() => layoutFromMachine(directory)).toThrow(refusal(directory, 'an iomem file with System RAM'));
  });

  test('kernelcore=mirror without any word about mirrored ranges', () => {
    copy('kernel-heavy', { iomem: 'iomem', cmdline: 'cmdline' });
    expect(() => layoutFromMachine(directory)).toThrow(refusal(directory, 'the mirrored ranges'));
  });

  test('two nodes and no word about which memory is whose', () => {
    copy('longterm-pins', { iomem: 'iomem', zoneinfo: 'zoneinfo', 'mirrored_pfns.txt': 'mirrored_pfns.txt' });
    expect(() => layoutFromMachine(directory)).toThrow(refusal(directory, 'the node of pfn 0x1'));
  });
});

const MALFORMED: [file: string, text: string, place: string, expected: string][] = [
  ['iomem', 'hello\n', 'iomem:1', '`start-end : name`'],
  ['iomem', '00000000-00000000 : System RAM\n', 'iomem:1', 'an address'],
  ['zoneinfo', '', 'zoneinfo:1', '`Node N, zone NAME`'],
  ['zoneinfo', 'Node 0, zone  HighMem\n', 'zoneinfo:1', 'one of the zones DMA, DMA32, Normal, Movable'],
  ['zoneinfo', 'Node 0, zone   Normal\n  present 5\n', 'zoneinfo:1', 'the field `spanned`'],
  ['memory_blocks', 'memory0 state=asleep\n', 'memory_blocks:1', '`memoryN ... state=online`'],
  ['memory_blocks', 'memory0 x state=online\n', 'memory_blocks:1', 'a line with `block_size_bytes=`'],
  ['memory_blocks', 'block_size_bytes=1\n', 'memory_blocks:1', 'the size of a memory block'],
  [
    'mirrored_pfns.txt',
    '# start end\n0x20 0x10\n',
    'mirrored_pfns.txt:2',
    '`0xSTART 0xEND`, two ascending pfns',
  ],
  ['cmdline', 'quiet kernelcore=lots\n', 'cmdline', 'kernelcore= with mirror, a size'],
  [
    'sys/devices/system/memory/block_size_bytes',
    'many\n',
    'sys/devices/system/memory/block_size_bytes:1',
    'the size',
  ],
];

describe.each(MALFORMED)('a malformed %s', (file, text, place, expected) => {
  test(`is refused: ${JSON.stringify(text)}`, () => {
    copy('kernel-heavy', { 'dmesg.txt': 'dmesg' });
    write(file, text);
    expect(() => layoutFromMachine(directory)).toThrow(
      expect.objectContaining({ place, expected: expect.stringContaining(expected) }),
    );
  });
});

test('a memory block in an unknown state is refused', () => {
  copy('kernel-heavy', { 'dmesg.txt': 'dmesg' });
  write('sys/devices/system/memory/block_size_bytes', '8000000\n');
  write('sys/devices/system/memory/memory0/state', 'asleep\n');
  expect(() => layoutFromMachine(directory)).toThrow(
    /memory0\/state:1: expected `online` or `offline`, found "asleep"/,
  );
});

test('a packed log that is not packed is refused', () => {
  write('dmesg.gz', 'plain text');
  expect(() => layoutFromMachine(directory)).toThrow(InputError);
});
