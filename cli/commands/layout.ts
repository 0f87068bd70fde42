import type { Command } from 'commander';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import { PRESETS } from '../../properties/presets/index.ts';
import type { DesignName } from '../../spec/designs/design.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { NOTHING_FOUND } from '../exitCode.ts';
import { writeTextFile } from '../files.ts';
import { designs } from '../options.ts';
import type { Finish } from '../program.ts';
import { inkFor } from '../render/ink.ts';
import { layoutRemarks } from '../render/layoutRemarks.ts';

interface LayoutOptions {
  readonly from?: string;
  readonly preset?: string;
  readonly design?: readonly DesignName[];
  readonly out?: string;
  readonly json?: boolean;
}

export function addLayout(root: Command, finish: Finish): void {
  root
    .command('layout')
    .description('describe a machine: off files copied from it, or as one of the presets')
    .option('--from <directory>', 'files of a Linux machine: iomem, zoneinfo, dmesg, memory blocks')
    .option('--preset <name>', 'a layout that comes with zoneproof')
    .option('--design <name>', 'policy that the findings are told for (default: kernelcore)', designs)
    .option('--out <file>', 'write the layout to a file instead of stdout')
    .option('--json', 'print layout, findings and notes as one JSON object on stdout')
    .action(async (options: LayoutOptions) => finish(await layout(options)));
}

async function layout(options: LayoutOptions): Promise<number> {
  const { layout: described, notes } = await describedLayout(options);
  const { design: asked = ['kernelcore'] } = options;
  const findings = asked.flatMap((design) => memoryMapOf(described, DESIGNS[design]).findings);
  const text = `${JSON.stringify(described, null, 2)}\n`;
  if (options.out !== undefined) writeTextFile(options.out, '--out', text);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ layout: described, findings, notes }, null, 2)}\n`);
  } else {
    if (options.out === undefined) process.stdout.write(text);
    process.stderr.write(layoutRemarks(findings, notes, inkFor(process.stderr)));
  }
  return NOTHING_FOUND;
}

interface Described {
  readonly layout: Layout;
  readonly notes: readonly string[];
}

async function describedLayout({ from, preset }: LayoutOptions): Promise<Described> {
  if (from !== undefined && preset === undefined) {
    const { layoutFromMachine } = await import('../../properties/linux/layoutFromMachine.ts');
    return layoutFromMachine(from);
  }
  if (preset !== undefined && from === undefined) return { layout: presetOf(preset), notes: [] };
  const expected = 'either --from DIRECTORY or --preset NAME';
  const found = preset === undefined ? 'neither' : 'both';
  throw new InputError({ place: 'layout', expected, found, remedy: 'zoneproof layout --preset tiny' });
}

function presetOf(name: string): Layout {
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  if (preset !== undefined) return preset;
  const expected = `one of ${Object.keys(PRESETS).join(', ')}`;
  throw new InputError({ place: '--preset', expected, found: showValue(name), remedy: 'zoneproof list' });
}
