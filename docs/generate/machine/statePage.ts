import { LEAVES } from '../../../spec/pages/leaf.ts';
import { coverageSign } from '../measured/coverage.ts';
import type { Measured } from '../measured/readMeasured.ts';
import { type BookPage, sections } from '../page/bookPage.ts';
import { code, facts, link, sentence, table, text } from '../page/html.ts';
import { drawDiagram } from './drawDiagram.ts';
import { shortened } from './layOut.ts';
import { type Machine, stateSlug } from './machines.ts';
import type { Answer, State } from './readMachine.ts';
import { shortestWay } from './shortestWay.ts';
import { witnessSection } from './witness.ts';
import { guardInWords, ruleLink, sourceInWords } from './words.ts';

/** What a state means, how one gets in, what may happen there, and what is refused. */
export async function statePage(
  machine: Machine,
  states: readonly State[],
  state: State,
  measured: Measured,
): Promise<BookPage> {
  return {
    slug: stateSlug(machine, state.name),
    title: `${state.name}`,
    body: sections(
      `<p class="lead">${sentence(state.description)}</p>`,
      `<p class="crumb">A state of the ${link(`machines/${machine.slug}`, `${machine.name} machine`)}.</p>`,
      whatIsTrue(machine, state),
      await neighbours(machine, states, state),
      '## How one gets here',
      wayHere(machine, state),
      witnessSection(machine, state, measured),
      arrivals(machine, states, state),
      '## What can happen',
      answersTable(machine, state, measured),
      '## What is refused, and by which rule',
      refusalTable(state),
    ),
  };
}

function whatIsTrue(machine: Machine, { name, source }: State): string {
  const leaf = machine.slug === 'page' ? LEAVES.find((each) => each.name === name) : undefined;
  return facts([
    ['in short', leaf === undefined ? null : sentence(leaf.meaning)],
    ['counted', leaf === undefined ? null : countedAs(leaf.managed, leaf.countedFree)],
    ['in Linux', sourceInWords(source)],
  ]);
}

const countedAs = (managed: boolean, free: boolean): string =>
  `${managed ? 'in the managed pages of its zone' : 'not in the managed pages of a zone'}, ${free ? 'and free' : 'and not free'}`;

/** The state with those around it, so that the picture stays small. */
async function neighbours(machine: Machine, states: readonly State[], state: State): Promise<string> {
  const moves = machine.table.transitions
    .map(({ leaf, event, target }) => ({
      from: states[leaf]!.name,
      event: machine.table.events[event]!,
      to: states[target]!.name,
    }))
    .filter(({ from, to }) => from !== to && (from === state.name || to === state.name));
  if (moves.length === 0) return '';
  const names = [...new Set([...moves.flatMap(({ from, to }) => [from, to])])];
  const pairs = [...new Set(moves.map(({ from, to }) => `${from}\n${to}`))].map((pair) => pair.split('\n'));
  const arrows = pairs.map(([from, to]) => ({
    from: from!, // A pair has two.
    to: to!,
    lines: shortened(moves.filter((move) => move.from === from && move.to === to).map(({ event }) => event)),
  }));
  const boxes = names.map((name) => ({
    id: name,
    label: name,
    look: name.split('.')[0]!, // Splitting gives at least one part.
    slug: stateSlug(machine, name),
    focus: name === state.name,
  }));
  return drawDiagram(`${state.name} and the states around it`, boxes, arrows);
}

function wayHere(machine: Machine, { name }: State): string {
  const way = shortestWay(machine, name);
  if (way === null) return '<p>Nothing leads here.</p>';
  if (way.length === 0) return `<p>This is where a ${machine.name} is found at first.</p>`;
  const steps = way.map(
    ({ event, to }) =>
      ` <span class="event">${text(event)}</span> → ${link(stateSlug(machine, to), text(to))}`,
  );
  const first = way[0]!.from; // The way has a step.
  return `<p>The shortest way, by events: ${link(stateSlug(machine, first), text(first))}${steps.join('')}.</p>`;
}

function arrivals(machine: Machine, states: readonly State[], { name }: State): string {
  const rows = states.flatMap((from) =>
    from.answers.flatMap(({ event, ways }) =>
      ways
        .filter(({ target }) => target === name && from.name !== name)
        .map(({ rules, otherwise, description }) => [
          link(stateSlug(machine, from.name), text(from.name), `event-${event}`),
          code(event),
          guardInWords(rules, otherwise),
          sentence(description),
        ]),
    ),
  );
  return rows.length === 0 ? '' : table(['from', 'event', 'if', 'what happens'], rows);
}

function answersTable(machine: Machine, state: State, { coverage }: Measured): string {
  const rows = state.answers.flatMap(({ event, ways }) =>
    ways.map(({ rules, otherwise, target, description, source }, place) => [
      `<span${place === 0 ? ` id="event-${event}"` : ''}>${code(event)}</span>`,
      guardInWords(rules, otherwise),
      target === state.name ? 'stays' : link(stateSlug(machine, target), text(target)),
      sentence(description),
      sourceInWords(source),
      coverageSign(coverage, `${machine.prefix}${state.name} --${event}--> ${target}`),
    ]),
  );
  if (rows.length === 0) return '<p>Nothing: this is an end.</p>';
  const walked = `<a href="book:coverage" title="under how many designs the last campaign took it">walked</a>`;
  return table(['event', 'if', 'next state', 'effect', 'in Linux', walked], rows, 'answers');
}

function refusalTable(state: State): string {
  const refused = state.answers.flatMap((answer) =>
    answer.refusals.map((refusal) => ({ ...refusal, event: eventMark(answer) })),
  );
  if (refused.length === 0) return '<p>Nothing is refused here.</p>';
  const rules = [...new Set(refused.map(({ invariant, rule }) => `${invariant} ${rule}`))].sort(byNumber);
  const rows = rules.map((named) => {
    const [invariant = '', ...rule] = named.split(' ');
    const events = refused
      .filter((each) => `${each.invariant} ${each.rule}` === named)
      .map(({ event }) => event);
    return [ruleLink(invariant), text(rule.join(' ')), events.join(', ')];
  });
  const heads = ['rule', 'what would have to be true', 'events that are refused'];
  return `${table(heads, rows)}\n\n<p class="note">° is refused only where this is not true; elsewhere see above.</p>`;
}

const byNumber = (one: string, other: string): number =>
  Number.parseInt(one.slice(4), 10) - Number.parseInt(other.slice(4), 10);

/** An event that is never taken here can be led to: it has no row above. */
const eventMark = ({ event, ways }: Answer): string =>
  ways.length > 0 ? `${code(event)}°` : `<span id="event-${event}">${code(event)}</span>`;
