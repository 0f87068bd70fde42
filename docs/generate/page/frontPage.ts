import { FAULTS, UNPLANTED } from '../../../properties/faults/index.ts';
import { INVARIANTS } from '../../../spec/invariants/index.ts';
import { MACHINES } from '../machine/machines.ts';
import { sections } from './bookPage.ts';
import { counted, link } from './html.ts';

/** A question that a new reader has, and the page that answers it. */
const QUESTIONS: readonly (readonly [question: string, slug: string, anchor: string, where: string])[] = [
  ['What is a pinned page?', 'machines/page/pinned.longterm', '', 'the state <code>pinned.longterm</code>'],
  ['Why may it not be in ZONE_MOVABLE?', 'rules/INV-163', '', 'the rule INV-163, with its reason'],
  [
    'Which code checks that?',
    'rules/INV-163',
    'which-code-checks-it',
    'the rule as it is written, and who judges it',
  ],
  ['Which bug broke it?', 'rules/INV-163', 'who-broke-it', 'broken allocators, each with its shortest run'],
];

/** The page a reader comes to first. */
export function frontPage(): string {
  const real = Object.values(FAULTS).filter(({ bug }) => bug !== undefined).length;
  const states = MACHINES.reduce((sum, { table }) => sum + table.leaves.length, 0);
  return sections(
    '<div class="hero"><h1>zoneproof</h1><p class="lead">Checks that page-frame allocators keep their promises about movable, pinned, mirrored and hot-pluggable memory. If one does not, shows the shortest run that proves it.</p><pre class="command">npm ci &amp;&amp; npm start</pre></div>',
    `<div class="cards">${[
      card(
        'guides',
        'Guides',
        'Start in five minutes, check your own allocator, read a failure, write a rule.',
      ),
      card(
        'machines',
        'Machines',
        `${counted(MACHINES.length, 'machine')} with ${counted(states, 'state')}: what may happen to a page, a block, a request, a zone.`,
      ),
      card(
        'rules',
        'Rules',
        `${counted(INVARIANTS.length, 'rule')} that always hold, each with its reason, its source, and the run that broke it.`,
      ),
      card(
        'museum',
        'Museum of bugs',
        `${counted(Object.keys(FAULTS).length, 'broken allocator')}, ${real} of them real bugs, and ${UNPLANTED.length} that cannot be planted.`,
      ),
      card('designs', 'Designs', 'Six policies of memory mirroring, on the same scenarios.'),
      card('playground', 'Playground', 'Model and allocator in this browser: step by step, side by side.'),
    ].join('')}</div>`,
    '## A question, and three clicks',
    `<ol class="questions">${QUESTIONS.map(([question, slug, anchor, where]) => `<li>${link(slug, question, anchor)} <span class="note">${where}</span></li>`).join('')}</ol>`,
    '## What is checked',
    `<p>Partial memory mirroring keeps two copies of part of RAM so that kernel data survives a memory error. It works only if placement rules hold without exception. zoneproof generates operation sequences, runs them against an allocator, and judges every answer with a ${link('machines', 'formal model')} of Linux’s zones, migratetypes, per-CPU lists, watermarks, pins, hotplug and memory errors. The model is a relation, not a prediction: any legal block is right, and so is a refusal that was justified.</p>`,
    `<ul><li>${link('requirements', 'Requirements')}: every mechanism that five public discussions asked for, and what carries it here.</li><li>${link('coverage', 'Coverage')}: what the last campaigns walked.</li><li>${link('decisions', 'Decisions')}: why things are as they are.</li><li><a href="book:api/modules/spec">API</a>: everything the package exports.</li></ul>`,
  );
}

const card = (slug: string, title: string, said: string): string =>
  `<a class="card" href="book:${slug}"><b>${title}</b><span>${said}</span></a>`;
