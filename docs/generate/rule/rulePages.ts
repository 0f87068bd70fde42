import { DEMONSTRATIONS } from '../../../properties/demonstrations/index.ts';
import { FAULTS, type Fault } from '../../../properties/index.ts';
import { INVARIANTS } from '../../../spec/invariants/index.ts';
import { INEXPRESSIBLE } from '../../../spec/invariants/inexpressible.ts';
import type { Invariant } from '../../../spec/invariants/invariant.ts';
import { REQUIREMENTS } from '../../../spec/requirements/index.ts';
import { ruleLink, ruleSlug } from '../machine/words.ts';
import type { Measured } from '../measured/readMeasured.ts';
import { counterexample } from '../museum/counterexample.ts';
import { type BookPage, sections } from '../page/bookPage.ts';
import { code, facts, link, list, sentence, table, text } from '../page/html.ts';
import { sourceLink } from '../page/sourceLink.ts';
import { DETECTORS } from './detectors.ts';
import { guardedBy } from './guarded.ts';
import { definitionOf, type Mention, readMentions } from './mentions.ts';
import { THEMES } from './themes.ts';

type Mentions = ReadonlyMap<string, readonly Mention[]>;

/** The catalogue: what always holds, a page for each rule. */
export function rulePages(measured: Measured): BookPage {
  const mentions = readMentions();
  const row = ({ id, claim, scope }: Invariant): string[] => [
    ruleLink(id),
    text(claim),
    SCOPES[scope].short,
    demonstrationsOf(id).length === 0 ? '' : 'yes',
  ];
  const themes = THEMES.map(({ title, rules }) =>
    sections(
      `## ${title}`,
      table(['rule', 'what always holds', 'judged on', 'seen to fail'], rules.map(row)),
    ),
  );
  const apologies = INEXPRESSIBLE.map(({ id, claim, reason }) => [
    ruleLink(id),
    text(claim),
    sentence(reason),
  ]);
  return {
    slug: 'rules',
    title: 'Rules',
    body: sections(
      '<p class="lead">What always holds: every rule with its reason, its source, the runs in which it was seen to fail, and what a kernel would have noticed.</p>',
      ...themes,
      '## Rules that cannot be asked',
      table(['rule', 'what always holds', 'why it cannot be judged here'], apologies),
    ),
    children: [
      ...INVARIANTS.map((rule) => rulePage(rule, measured, mentions)),
      ...INEXPRESSIBLE.map(({ id, claim, source, reason }) => ({
        slug: ruleSlug(id),
        title: `${id}: ${claim}`,
        body: sections(
          `<p class="lead">Not judged: ${text(reason)}.</p>`,
          facts([
            ['source', code(source)],
            ['kernel detector', detector(id)],
          ]),
        ),
      })),
    ],
  };
}

const SCOPES: Readonly<Record<Invariant['scope'], { readonly short: string; readonly long: string }>> = {
  operation: { short: 'every answer', long: 'by the oracle, on every answer and effect' },
  world: { short: 'all pages', long: 'over all pages, between operations' },
  report: { short: 'reports', long: 'on what the target says of itself' },
  boot: { short: 'boot', long: 'on the memory map that boot makes; no target can break it' },
};

const demonstrationsOf = (id: string) => DEMONSTRATIONS.filter(({ invariant }) => invariant === id);

const faultsOf = (id: string): Fault[] =>
  Object.values(FAULTS).filter(({ invariant, also }) => [invariant, also ?? []].flat().includes(id));

function rulePage(rule: Invariant, measured: Measured, mentions: Mentions): BookPage {
  const { id, claim, why } = rule;
  return {
    slug: ruleSlug(id),
    title: `${id}: ${claim}`,
    body: sections(
      `<p class="lead">${sentence(`Without it: ${why}`)}</p>`,
      facts(told(rule)),
      guards(id),
      ...checkers(id, mentions.get(id) ?? []),
      ...broken(id, measured),
      asked(id),
    ),
  };
}

const told = ({ id, source, designs, scope, needs }: Invariant): [string, string | null][] => [
  ['source', source.split('; ').map(text).join('<br>')],
  [
    'holds under',
    designs === 'all' ? 'all designs' : designs.map((name) => link(`designs/${name}`, text(name))).join(', '),
  ],
  ['judged', SCOPES[scope].long],
  ['asked of', needs === undefined ? null : 'targets that keep watermarks'],
  ['kernel detector', detector(id)],
];

/** Lower case, as function names are; it begins with whatever would notice. */
const detector = (id: string): string => text(DETECTORS[id] ?? 'none: it would be broken in silence');

/** Where the machines refuse an event in its name. */
function guards(id: string): string {
  const guarded = guardedBy(id);
  if (guarded.length === 0) return '';
  const rows = guarded.map(({ rule, where }) => [text(rule), where.join('<br>')]);
  return sections('## What it forbids', table(['unless', 'these are refused'], rows));
}

function checkers(id: string, mentions: readonly Mention[]): string[] {
  const [own] = mentions.filter(({ file }) => file.startsWith('spec/invariants/'));
  const judges = mentions.filter(({ file }) => !file.startsWith('spec/'));
  const demonstrations = demonstrationsOf(id);
  return [
    '## Which code checks it',
    own === undefined ? '' : `<p>Written in ${sourceLink(own)}:</p>`,
    own === undefined ? '' : `\`\`\`ts\n${definitionOf(own)}\n\`\`\``,
    judges.length === 0 ? '' : `<p>Judged in:</p>${list(judges.map(sourceLink))}`,
    demonstrations.length === 0
      ? ''
      : `<p>Seen to fail, each time these pages are made, when</p>${list(demonstrations.map(({ title, kind }) => `${text(title)} <span class="note">(${KINDS[kind]})</span>`))}`,
  ];
}

const KINDS = {
  world: 'a world made by hand',
  answer: 'a lie told to the oracle',
  run: 'a run of a broken allocator',
};

function broken(id: string, measured: Measured): string[] {
  const faults = faultsOf(id);
  if (faults.length === 0) return [];
  return [
    '## Who broke it',
    ...faults.map((fault) => {
      const first = fault.invariant === id ? '' : ` First of all it breaks ${ruleLink(fault.invariant)}.`;
      const real = fault.bug === undefined ? '' : ` A real bug: ${text(fault.bug.system)}.`;
      const said = `<p>${link(`museum/${fault.name}`, text(fault.name))}: ${sentence(fault.summary)}${real}${first}</p>`;
      return sections(said, fault.invariant === id ? counterexample(measured.faults.get(fault.name)) : '');
    }),
  ];
}

function asked(id: string): string {
  const rows = REQUIREMENTS.filter(
    ({ answer }) => 'invariants' in answer && (answer.invariants as readonly string[]).includes(id),
  );
  if (rows.length === 0) return '';
  return sections(
    '## Who asked for it',
    list(
      rows.map(
        ({ id: requirement, mechanism, demand }) =>
          `${link('requirements', text(requirement), requirement.replace('/', '-'))}: ${text(mechanism)}. ${sentence(demand)}`,
      ),
    ),
  );
}
