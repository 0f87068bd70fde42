import type { Command } from 'commander';
import { mergeRecords } from '../../properties/records/mergeRecords.ts';
import { writableFile } from '../files.ts';
import type { Finish } from '../program.ts';
import { publish } from '../publish.ts';
import { recordsIn } from '../records.ts';
import { collectReports, REPORT_FORMATS, type ReportFile } from '../report/reportOption.ts';

interface MergeOptions {
  readonly save?: string;
  readonly report?: readonly ReportFile[];
  readonly json?: boolean;
}

export function addMerge(root: Command, finish: Finish): void {
  root
    .command('merge')
    .description('print what one campaign would have printed, out of the files of all its shards')
    .argument('<file...>', 'what check --shard wrote, each shard once, in any order')
    .option('--save <file>', 'write the minimal scenario of a violation to a file', writableFile('--save'))
    .option(
      '--report <format=file>',
      `write a report: ${REPORT_FORMATS.join(', ')}; repeat it for more`,
      collectReports,
    )
    .option('--json', 'print one JSON object and nothing else on stdout')
    .action(async (files: readonly string[], options: MergeOptions) => finish(await merge(files, options)));
}

async function merge(files: readonly string[], options: MergeOptions): Promise<number> {
  const started = new Date();
  const shares = files.map((file) => ({ file, records: recordsIn(file, 'merge') }));
  const { header, result } = mergeRecords(shares);
  return publish([result], { ...header.asked, ...options }, header.plan.layouts, {
    started,
    store: null,
    settled: null,
  });
}
