import type { Command } from 'commander';
import { PRESETS } from '../../properties/presets/index.ts';
import { DESIGNS } from '../../spec/designs/index.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { PENDING } from '../../spec/invariants/pending.ts';
import { NOTHING_FOUND } from '../exitCode.ts';
import type { Finish } from '../program.ts';
import { type Catalogue, catalogueText } from '../render/catalogue.ts';
import { inkFor } from '../render/ink.ts';

export function addList(root: Command, finish: Finish): void {
  root
    .command('list')
    .description('the presets, designs, seeded faults and rules there are')
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async ({ json }: { json?: boolean }) => {
      const everything = await catalogue();
      const text = json
        ? JSON.stringify(everything, null, 2)
        : catalogueText(everything, inkFor(process.stdout));
      process.stdout.write(`${text}\n`);
      finish(NOTHING_FOUND);
    });
}

async function catalogue(): Promise<Catalogue> {
  const { FAULTS, UNPLANTED } = await import('../../properties/faults/index.ts');
  return {
    presets: Object.values(PRESETS).map(({ name, origin = '', ranges }) => {
      const pages = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
      return { name, pages, text: origin };
    }),
    designs: Object.values(DESIGNS).map(({ name, title }) => ({ name, text: title })),
    faults: Object.values(FAULTS).map(({ name, summary, invariant, bug }) => ({
      name,
      invariant,
      text: summary,
      ...(bug === undefined ? {} : { bug: bug.id }),
    })),
    unplanted: UNPLANTED.map(({ id, reason }) => ({ name: id, text: reason })),
    rules: INVARIANTS.map(({ id, claim }) => ({ name: id, text: claim, judged: !PENDING.includes(id) })),
  };
}
