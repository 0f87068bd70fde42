import type { Design } from '../../../spec/designs/design.ts';
import { DESIGNS } from '../../../spec/designs/index.ts';
import { FINDINGS } from '../../../spec/findings.ts';
import { INVARIANTS } from '../../../spec/invariants/index.ts';
import { ruleLink } from '../machine/words.ts';
import type { MeasuredComparison } from '../measured/comparison.ts';
import type { Measured } from '../measured/readMeasured.ts';
import { bars } from './bars.ts';
import { type BookPage, sections } from './bookPage.ts';
import { facts, link, sentence, table, text } from './html.ts';

const ALL = Object.values(DESIGNS);

/** The six policies of mirroring: what each promises, and how they fare on the same scenarios. */
export function designsPages({ comparison }: Measured): BookPage {
  return {
    slug: 'designs',
    title: 'Designs compared',
    body: sections(
      '<p class="lead">A design is a policy of memory mirroring as data. The same scenario runs under each; what is legal under one and avoided by another is counted.</p>',
      '## What they are',
      table(
        ['', ...ALL.map(({ name }) => link(`designs/${name}`, text(name)))],
        TRAITS.map(([trait, of]) => [trait, ...ALL.map((design) => of(design))]),
        'traits',
      ),
      '## How they fare',
      comparison === null ? '<p class="note">Not measured yet.</p>' : measures(comparison),
      '## Findings: legal, but worth knowing',
      table(
        ['finding', 'what happened', 'source'],
        FINDINGS.map(({ kind, sentence: said, source }) => [
          `<span id="finding-${kind}">${text(kind)}</span>`,
          sentence(said),
          text(source),
        ]),
      ),
    ),
    children: ALL.map((design) => designPage(design, comparison)),
  };
}

const yes = (holds: boolean): string => (holds ? 'yes' : 'no');

const TRAITS: readonly (readonly [trait: string, of: (design: Design) => string])[] = [
  ['told apart by', ({ carrier }) => carrier],
  ['promised the mirror', ({ protects }) => (protects.length === 0 ? 'nobody' : protects.join(', '))],
  ['user pages in the mirror', ({ userInMirror }) => userInMirror],
  ['kernel falls back', ({ kernelFallsBack }) => yes(kernelFallsBack)],
  ['free mirror counts for', ({ mirrorCountsFree }) => mirrorCountsFree],
  ['user space may demand it', ({ criticalRequests }) => yes(criticalRequests)],
  ['kernel may demand it', ({ reserveRequests }) => yes(reserveRequests)],
  ['grows while running', ({ expands }) => yes(expands)],
];

function measures({ origin, measures: kinds, designs, layouts, operations }: MeasuredComparison): string {
  const plots = kinds.map(({ name, meaning }) => {
    const values = designs.map((each) => ({
      label: each.design,
      value: ((each.measures[name] ?? 0) * 1e6) / each.operations,
    }));
    return bars(meaning, values);
  });
  return sections(
    `<p>Events per million operations, each design on the same ${operations.toLocaleString('en')} operations over ${layouts.length} layouts. ${text(origin)}</p>`,
    `<div class="plots">${plots.join('')}</div>`,
    table(
      ['per million operations', ...designs.map(({ design }) => link(`designs/${design}`, text(design)))],
      kinds.map(({ name, meaning }) => [
        text(meaning),
        ...designs.map((each) =>
          Math.round(((each.measures[name] ?? 0) * 1e6) / each.operations).toLocaleString('en'),
        ),
      ]),
      'numbers',
    ),
  );
}

function designPage(design: Design, comparison: MeasuredComparison | null): BookPage {
  const own = INVARIANTS.filter(({ designs }) => designs !== 'all' && designs.includes(design.name));
  const score = comparison?.designs.find((each) => each.design === design.name);
  return {
    slug: `designs/${design.name}`,
    title: design.name,
    body: sections(
      `<p class="lead">${sentence(design.title)}</p>`,
      facts([
        ['source', text(design.source)],
        ...TRAITS.map(([trait, of]) => [trait, text(of(design))] as const),
      ]),
      '## Rules that hold only under some designs, this one among them',
      own.length === 0
        ? '<p>None.</p>'
        : table(
            ['rule', 'what always holds'],
            own.map(({ id, claim }) => [ruleLink(id), text(claim)]),
          ),
      score === undefined || comparison === null
        ? ''
        : sections(
            '## Measured',
            table(
              ['', 'times'],
              comparison.measures.map(({ name, meaning }) => [
                text(meaning),
                (score.measures[name] ?? 0).toLocaleString('en'),
              ]),
              'numbers',
            ),
          ),
    ),
  };
}
