import { WITNESSES } from '../../../spec/witnesses.ts';
import { MACHINES, stateSlug } from '../machine/machines.ts';
import { type CampaignCoverage, coverageSign, type MeasuredCoverage } from '../measured/coverage.ts';
import type { Measured } from '../measured/readMeasured.ts';
import { type BookPage, sections } from './bookPage.ts';
import { code, link, table, text } from './html.ts';

/** What the last campaigns walked: in numbers, then every transition, then what must be met. */
export function coveragePage({ coverage }: Measured): BookPage {
  return {
    slug: 'coverage',
    title: 'Coverage',
    body: sections(
      '<p class="lead">How much of the model the last campaigns walked with the sound allocator, one under each design.</p>',
      ...(coverage === null ? ['<p class="note">Not measured yet.</p>'] : [campaigns(coverage)]),
      ...(coverage === null ? [] : MACHINES.map((machine) => transitions(machine, coverage))),
      '## Situations that must be met',
      witnesses(coverage?.campaigns ?? []),
    ),
  };
}

function campaigns({ origin, campaigns: all }: MeasuredCoverage): string {
  const rows = all.map(({ design, seed, runs, operations, reached, total, unreachable }) => [
    link(`designs/${design}`, text(design)),
    String(seed),
    runs.toLocaleString('en'),
    operations.toLocaleString('en'),
    `${reached} of ${total}`,
    String(unreachable.length),
  ]);
  const heads = [
    'design',
    'seed',
    'runs',
    'operations',
    'transitions taken, of those possible',
    'not possible',
  ];
  return sections(`<p>${text(origin)}</p>`, table(heads, rows, 'numbers'));
}

function transitions(machine: (typeof MACHINES)[number], coverage: MeasuredCoverage): string {
  const { table: compiled, prefix, name } = machine;
  const rows = compiled.transitions.map(({ leaf, event, target }) => {
    const [from, said, to] = [compiled.leaves[leaf]!, compiled.events[event]!, compiled.leaves[target]!]; // Numbers of its own table.
    return [
      link(stateSlug(machine, from), text(from), `event-${said}`),
      code(said),
      link(stateSlug(machine, to), text(to)),
      coverageSign(coverage, `${prefix}${from} --${said}--> ${to}`),
    ];
  });
  return sections(
    `## The ${name} machine`,
    table(['from', 'event', 'to', 'taken, of the designs in which it is possible'], rows),
  );
}

function witnesses(all: readonly CampaignCoverage[]): string {
  const rows = WITNESSES.map(({ name, meaning }) => [
    `<span id="witness-${name}">${code(name)}</span>`,
    text(meaning),
    ...all.map(({ witnesses: met }) =>
      (met.find((each) => each.name === name)?.count ?? 0).toLocaleString('en'),
    ),
  ]);
  return table(['witness', 'what was met', ...all.map(({ design }) => text(design))], rows, 'numbers');
}
