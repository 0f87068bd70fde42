import type { Command } from 'commander';
import { InputError, showValue } from '../../properties/input/inputError.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { INEXPRESSIBLE } from '../../spec/invariants/inexpressible.ts';
import { PENDING } from '../../spec/invariants/pending.ts';
import { NOTHING_FOUND } from '../exitCode.ts';
import type { Finish } from '../program.ts';
import { apology, explanation } from '../render/explanation.ts';
import { inkFor } from '../render/ink.ts';

export function addExplain(root: Command, finish: Finish): void {
  root
    .command('explain')
    .description('what a rule says, why, and what was seen to break it; or the story of a seeded fault')
    .argument('<rule|fault>', 'its number or name, such as INV-1 or B07; `zoneproof list` prints all')
    .action(async (id: string) => finish(await explain(id)));
}

async function explain(written: string): Promise<number> {
  const page = await pageOfFault(written);
  if (page !== null) {
    process.stdout.write(`${page}\n`);
    return NOTHING_FOUND;
  }
  const id = /^\d+$/.test(written) ? `INV-${written}` : written.toUpperCase();
  const rule = INVARIANTS.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const silent = INEXPRESSIBLE.find((candidate) => candidate.id === id);
    if (silent !== undefined) {
      process.stdout.write(`${apology(silent, inkFor(process.stdout))}\n`);
      return NOTHING_FOUND;
    }
    const expected = 'the number of a rule, such as INV-1, or a seeded fault, such as B07';
    const found = showValue(written);
    throw new InputError({ place: 'explain', expected, found, remedy: 'zoneproof list' });
  }
  const { FAULTS } = await import('../../properties/faults/index.ts');
  const { isRightRule } = await import('../../properties/faults/fault.ts');
  const { DEMONSTRATIONS } = await import('../../properties/demonstrations/index.ts'); // Loads allocator and oracle.
  const shown = DEMONSTRATIONS.filter(({ invariant }) => invariant === id);
  const breaking = Object.values(FAULTS).filter((fault) => isRightRule(fault, id));
  const explained = { ...rule, pending: PENDING.includes(rule.id) };
  process.stdout.write(`${explanation(explained, breaking, shown, inkFor(process.stdout))}\n`);
  return NOTHING_FOUND;
}

/** The page of a seeded fault, or of a real bug that is not planted; null if there is none of that name. */
async function pageOfFault(written: string): Promise<string | null> {
  const { faultNamed } = await import('../../properties/faults/faultNamed.ts');
  const { UNPLANTED } = await import('../../properties/faults/index.ts');
  const { faultPage, unplantedPage } = await import('../render/faultPage.ts');
  const fault = faultNamed(written);
  const ink = inkFor(process.stdout);
  if (fault !== undefined) {
    const { toldFault } = await import('../toldFault.ts');
    return faultPage(toldFault(fault), ink);
  }
  const unplanted = UNPLANTED.find(({ id }) => id === written.toUpperCase());
  return unplanted === undefined ? null : unplantedPage(unplanted, ink);
}
