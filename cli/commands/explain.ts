import type { Command } from 'commander';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { NOTHING_FOUND } from '../exitCode.ts';
import type { Finish } from '../program.ts';
import { explanation } from '../render/explanation.ts';
import { inkFor } from '../render/ink.ts';

export function addExplain(root: Command, finish: Finish): void {
  root
    .command('explain')
    .description('what a rule says, why, where it comes from, and which seeded faults break it')
    .argument('<rule>', 'its number, such as INV-1; `zoneproof list` prints all')
    .action(async (id: string) => finish(await explain(id)));
}

async function explain(written: string): Promise<number> {
  const id = /^\d+$/.test(written) ? `INV-${written}` : written.toUpperCase();
  const rule = INVARIANTS.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const expected = 'the number of a rule, such as INV-1';
    const found = showValue(written);
    throw new InputError({ place: 'explain', expected, found, remedy: 'zoneproof list' });
  }
  const { FAULTS } = await import('../../properties/faults/index.ts');
  const breaking = Object.values(FAULTS).filter(({ invariant }) => invariant === id);
  process.stdout.write(`${explanation(rule, breaking, inkFor(process.stdout))}\n`);
  return NOTHING_FOUND;
}
