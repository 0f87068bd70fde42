import type { Command } from 'commander';
import { BROKEN, NOTHING_FOUND } from '../exitCode.ts';
import type { Finish } from '../program.ts';
import { inkFor } from '../render/ink.ts';
import { modelText } from '../render/model.ts';

export function addModel(root: Command, finish: Finish): void {
  root
    .command('model')
    .description('what the model consists of, and whether each of its rules can fail')
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async ({ json }: { json?: boolean }) => {
      const { modelSummary } = await import('../../properties/stocktaking/modelSummary.ts'); // Loads allocator and oracle.
      const model = modelSummary();
      const text = json ? JSON.stringify(model, null, 2) : modelText(model, inkFor(process.stdout));
      process.stdout.write(`${text}\n`);
      finish(model.invariants.lost.length > 0 ? BROKEN : NOTHING_FOUND);
    });
}
