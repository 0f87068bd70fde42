import { AREAS, type Area } from '../../../properties/faults/historicBug.ts';
import { type Fault, UNPLANTED } from '../../../properties/faults/index.ts';
import { FAULTS } from '../../../properties/index.ts';
import { STRATEGIES } from '../../../properties/score/strategy.ts';
import { ruleLink } from '../machine/words.ts';
import type { Measured } from '../measured/readMeasured.ts';
import type { MeasuredStrategies } from '../measured/strategies.ts';
import { type BookPage, sections } from '../page/bookPage.ts';
import { code, counted, facts, link, sentence, table, text } from '../page/html.ts';
import { counterexample } from './counterexample.ts';
import { inSeeds, ofFault } from './inSeeds.ts';
import { strategiesPage } from './strategiesPage.ts';

const ALL = Object.values(FAULTS);
const REAL = ALL.filter(({ bug }) => bug !== undefined);

/** Bugs: real ones area by area, those that only test the suite, and those that nobody can plant here. */
export function museumPages(measured: Measured): BookPage {
  const areas = (Object.keys(AREAS) as Area[]).map((area) => room(area, measured)); // Keys of the record.
  const others = ALL.filter(({ bug }) => bug === undefined);
  return {
    slug: 'museum',
    title: 'Museum of bugs',
    body: sections(
      `<p class="lead">${counted(ALL.length, 'broken allocator')} that the suite must find: ${counted(REAL.length, 'bug')} of real systems planted again, and ${others.length} that test the suite in other ways. ${UNPLANTED.length === 0 ? '' : `${counted(UNPLANTED.length, 'real bug')} cannot be planted behind this contract.`}</p>`,
      `<p>Every page shows the shortest run that breaks a rule, drawn from that run each time these pages are made. How long the suite took is measured: ${text(measured.origins.faults)}.</p>`,
      strategyLine(measured.strategies),
      inSeeds(measured.seeds),
      ...areas,
      '## Broken to test the suite',
      faultTable(others, measured),
      ...(UNPLANTED.length === 0 ? [] : ['## Not planted, and why', unplantedTable()]),
    ),
    children: [strategiesPage(measured.strategies), ...ALL.map((fault) => faultPage(fault, measured))],
  };
}

/** The sum of the comparison, and where it is. */
function strategyLine(measured: MeasuredStrategies | null): string {
  if (measured === null) return '';
  const { faults, most } = measured;
  const shares = STRATEGIES.map((strategy) => {
    const found = faults.filter(({ by }) => by[strategy].invariant !== null);
    return `${strategy} ${found.length}`;
  });
  return `<p>Of ${faults.length} that were looked for in ${link('museum/strategies', `${STRATEGIES.length} ways`)}, ${most.toLocaleString('en-US')} operations each, so many were found: ${shares.join(', ')}.</p>`;
}

function room(area: Area, measured: Measured): string {
  const bugs = REAL.filter(({ bug }) => bug?.area === area);
  return bugs.length === 0 ? '' : sections(`## ${capital(AREAS[area])}`, faultTable(bugs, measured));
}

const capital = (said: string): string => `${said.charAt(0).toUpperCase()}${said.slice(1)}`;

function faultTable(faults: readonly Fault[], measured: Measured): string {
  const rows = faults.map(({ name, summary, invariant, bug }) => {
    const shown = measured.faults.get(name);
    return [
      link(`museum/${name}`, text(name)),
      `${sentence(summary)}${bug === undefined ? '' : `<br><span class="note">${text(bug.id)}, ${text(bug.system)}</span>`}`,
      ruleLink(invariant),
      shown === undefined ? '' : String(shown.told.steps.length),
      shown === undefined ? '' : seconds(shown.milliseconds),
    ];
  });
  return table(['fault', 'what it does', 'breaks', 'steps', 'found in'], rows);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const unplantedTable = (): string =>
  table(
    ['', 'where', 'what happened', 'why an allocator behind this contract cannot have it'],
    UNPLANTED.map(({ id, system, story, source, reason }) => [
      text(id),
      text(system),
      `${sentence(story)}<br><span class="note">${text(source)}</span>`,
      sentence(reason),
    ]),
  );

function faultPage(fault: Fault, measured: Measured): BookPage {
  const { name, summary, bug, invariant, also, design, deep } = fault;
  const others = [also ?? []].flat().filter((id) => id !== invariant);
  return {
    slug: `museum/${name}`,
    title: name,
    body: sections(
      `<p class="lead">${sentence(summary)}</p>`,
      bug === undefined ? '' : `<p>${sentence(bug.story)}</p>`,
      facts([
        ['real bug', bug === undefined ? 'none: it tests the suite' : `${text(bug.id)}, ${text(bug.system)}`],
        ['told in', bug === undefined ? null : text(bug.source)],
        ['area', bug === undefined ? null : text(AREAS[bug.area])],
        ['breaks', ruleLink(invariant)],
        ['may show as', others.length === 0 ? null : others.map(ruleLink).join(', ')],
        ['shows under', link(`designs/${design}`, text(design))],
        ['in several seeds', ofFault(fault, measured.seeds)],
        ['needs', deep ? 'a history: it cannot always be made short' : null],
      ]),
      '## The shortest run that shows it',
      counterexample(measured.faults.get(name)),
      `<p>Look for it yourself: ${code(`zoneproof check --fault ${name} --seed 1`)}</p>`,
    ),
  };
}
