import { LEAF_SLOTS } from '../../../model/index.ts';
import type { Measured } from '../measured/readMeasured.ts';
import { type BookPage, sections } from '../page/bookPage.ts';
import { counted, facts, link, sentence, table, text } from '../page/html.ts';
import { drawDiagram } from './drawDiagram.ts';
import { type Family, familiesOf } from './families.ts';
import { shortened } from './layOut.ts';
import { MACHINES, type Machine, stateSlug } from './machines.ts';
import { matrix, matrixLegend, signOf } from './matrix.ts';
import { readMachine, type State, sourceOf } from './readMachine.ts';
import { statePage } from './statePage.ts';
import { sourceInWords } from './words.ts';

/** All machines: a page each, with a page for each state below it. */
export async function machinePages(measured: Measured): Promise<BookPage> {
  const pages: BookPage[] = [];
  for (const machine of MACHINES) pages.push(await machinePage(machine, measured));
  const rows = MACHINES.map((machine) => [
    link(`machines/${machine.slug}`, text(machine.name)),
    sentence(machine.text.machine.root.description ?? ''),
    String(machine.table.leaves.length),
    String(machine.table.events.length),
    String(machine.table.transitions.length),
  ]);
  return {
    slug: 'machines',
    title: 'Machines',
    body: sections(
      '<p class="lead">Five state machines say what may happen. They are the only source: the oracle steps tables that are compiled from them, and these pages are written from them.</p>',
      table(['machine', 'what it is about', 'states', 'events', 'transitions'], rows),
    ),
    children: pages,
  };
}

async function machinePage(machine: Machine, measured: Measured): Promise<BookPage> {
  const states = readMachine(machine);
  const { root } = machine.text.machine;
  const children: BookPage[] = [];
  for (const state of states) children.push(await statePage(machine, states, state, measured));
  const { leaves, events, transitions } = machine.table;
  const pictures: string[] = [];
  for (const family of familiesOf(machine))
    pictures.push(`## ${family.title}`, await picture(machine, states, family), leftOut(family));
  return {
    slug: `machines/${machine.slug}`,
    title: `${machine.name.charAt(0).toUpperCase()}${machine.name.slice(1)}`,
    body: sections(
      `<p class="lead">${sentence(root.description ?? '')}</p>`,
      facts([
        [
          'size',
          `${counted(leaves.length, 'state')}, ${counted(events.length, 'event')}, ${counted(transitions.length, 'transition')}`,
        ],
        ['written in', `<code>${machine.file}</code>`],
        ['in Linux', sourceInWords(sourceOf(root))],
      ]),
      '## States',
      stateTable(machine, states),
      ...pictures,
      '## Every state, every event',
      matrixLegend,
      matrix(machine, states),
    ),
    children,
  };
}

const leftOut = ({ without }: Family): string =>
  without.length === 0
    ? ''
    : `<p class="note">Without the arrows to ${without.map(text).join(', ')}: where a page goes that is poisoned, isolated or set aside. The table below has all.</p>`;

/** The states with the arrows of one family of events. */
function picture(
  machine: Machine,
  states: readonly State[],
  { title, has, without }: Family,
): Promise<string> {
  const moves = machine.table.transitions.filter(
    ({ leaf, event, target }) =>
      leaf !== target &&
      has(machine.table.events[event]!) && // Numbers of this table, here and below.
      !without.includes(states[target]!.name),
  );
  const pairs = [...new Set(moves.map(({ leaf, target }) => leaf * LEAF_SLOTS + target))];
  const arrows = pairs.map((pair) => {
    const [leaf, target] = [Math.floor(pair / LEAF_SLOTS), pair % LEAF_SLOTS];
    const events = moves.filter((move) => move.leaf === leaf && move.target === target);
    return {
      from: states[leaf]!.name,
      to: states[target]!.name,
      lines: shortened(events.map(({ event }) => machine.table.events[event]!)),
    };
  });
  const drawn = states.filter(({ name }) => arrows.some(({ from, to }) => from === name || to === name));
  const boxes = drawn.map(({ name, top }) => ({
    id: name,
    label: name,
    look: top,
    slug: stateSlug(machine, name),
  }));
  return drawDiagram(`the ${machine.name} machine: ${title.toLowerCase()}`, boxes, arrows);
}

const stateTable = (machine: Machine, states: readonly State[]): string =>
  table(
    ['', 'state', 'meaning'],
    states.map(({ name, top, description }, number) => [
      `<b class="sign look-${top}">${text(signOf(name, number))}</b>`,
      link(stateSlug(machine, name), text(name)),
      sentence(description),
    ]),
  );
