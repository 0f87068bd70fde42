import { GLYPHS } from '../../../properties/picture/glyphs.ts';
import { link, scrolling, text } from '../page/html.ts';
import { type Machine, stateSlug } from './machines.ts';
import type { Answer, State } from './readMachine.ts';

/** A short sign for a state: what page maps show, or its number. */
export const signOf = (state: string, number: number): string =>
  (GLYPHS as Readonly<Record<string, string>>)[state] ?? String(number + 1);

/** What every state answers to every event: no cell is empty. */
export function matrix(machine: Machine, states: readonly State[]): string {
  const heads = states.map(
    ({ name }, number) =>
      `<th scope="col">${link(stateSlug(machine, name), `<span class="sign look-${name.split('.')[0]}">${text(signOf(name, number))}</span><span class="name">${text(name)}</span>`)}</th>`,
  );
  const rows = machine.table.events.map((event, number) => {
    const cells = states.map((state) => cell(machine, state, state.answers[number]!)); // One answer an event.
    return `<tr><th scope="row">${text(event)}</th>${cells.join('')}</tr>`;
  });
  const head = `<thead><tr><th scope="col">event</th>${heads.join('')}</tr></thead>`;
  return scrolling(
    `<table class="matrix">${head}<tbody>${rows.join('')}</tbody></table>`,
    'state and event matrix',
  );
}

function cell(machine: Machine, state: State, answer: Answer): string {
  const targets = [...new Set(answer.ways.map(({ target }) => target))];
  const refused = [...new Set(answer.refusals.map(({ invariant }) => invariant))];
  const signs = targets.map((target) => {
    const stays = target === state.name;
    const sign = stays ? '↺' : signOf(target, machine.table.leaves.indexOf(target));
    return `<b class="sign look-${target.split('.')[0]}">${text(sign)}</b>`;
  });
  const numbers = refused.map((invariant) => `<small>${invariant.slice('INV-'.length)}</small>`);
  const kind = targets.length === 0 ? 'refused' : refused.length === 0 ? 'taken' : 'depends';
  const said = titleOf(state, answer, targets, refused);
  const content = link(
    stateSlug(machine, state.name),
    [...signs, ...numbers].join(' '),
    `event-${answer.event}`,
  );
  return `<td class="${kind}" title="${text(said)}">${content}</td>`;
}

function titleOf(
  { name }: State,
  { event }: Answer,
  targets: readonly string[],
  refused: readonly string[],
): string {
  const taken = targets.map((target) => (target === name ? 'stays' : `becomes ${target}`)).join(' or ');
  const kept = refused.length === 0 ? '' : `refused by ${refused.join(', ')}`;
  return `${name}, ${event}: ${[taken, kept].filter((said) => said !== '').join('; or ')}`;
}

/** What the signs of a matrix mean. */
export const matrixLegend =
  '<p class="legend"><span><b class="sign">k</b> becomes this state</span> <span><b class="sign">↺</b> stays as it is</span> <span><small>163</small> refused by INV-163</span> <span>both: it depends on what is true of the page</span></p>';
