import { FAULTS, type Fault } from '../../../properties/faults/index.ts';
import type { DesignName } from '../../../spec/designs/design.ts';
import { DESIGNS } from '../../../spec/designs/index.ts';
import type { Layout } from '../../../spec/layout/layout.ts';
import { faultGroups, framesOf, MACHINES } from '../choices.ts';
import { EXAMPLES } from '../examples.ts';
import type { State } from '../state.ts';
import { text } from '../text.ts';

/** The machine, its design and the target, to be chosen; `setupValues` says what is. */
export const setupView = (state: State): string =>
  [
    select('layout', 'machine', machineOptions(state)),
    select(
      'design',
      'design',
      Object.keys(DESIGNS)
        .map((name) => option(name, name))
        .join(''),
    ),
    select('fault', 'target', FAULT_OPTIONS),
    select('example', 'example', EXAMPLE_OPTIONS),
  ].join('');

/** What is chosen, by id of the field. A machine that came with a scenario has no name that could be chosen. */
export const setupValues = ({ layout, design, fault }: State): Readonly<Record<string, string>> => ({
  layout: MACHINES[layout.name] === layout ? layout.name : '',
  design,
  fault: fault ?? '',
  example: '',
});

const select = (id: string, label: string, options: string): string =>
  `<label for="${id}">${label}<select id="${id}" data-focus="${id}">${options}</select></label>`;

const option = (value: string, says: string): string =>
  `<option value="${text(value)}">${text(says)}</option>`;

function machineOptions({ layout }: State): string {
  const own = MACHINES[layout.name] === layout ? '' : option('', `${layout.name} (of the scenario)`);
  const presets = Object.values(MACHINES).map((each) =>
    option(each.name, `${each.name} (${framesOf(each)} frames)`),
  );
  return own + presets.join('');
}

const FAULT_OPTIONS =
  option('', 'the sound allocator') +
  faultGroups()
    .map(([title, names]) => {
      const options = names.map((name) => option(name, name)).join('');
      return `<optgroup label="${text(title)}">${options}</optgroup>`;
    })
    .join('');

const EXAMPLE_OPTIONS =
  option('', 'choose one') + EXAMPLES.map(({ title }, place) => option(String(place), title)).join('');

/** Machine, design and target, in a sentence each. */
export function aboutView({ layout, design, fault }: State): string {
  const machine = layout.origin === undefined ? '' : `<b>${text(layout.name)}</b>: ${text(layout.origin)}. `;
  const policy = `<b>${design}</b>: ${text(DESIGNS[design].title)}. `;
  const seeded = fault === null ? undefined : FAULTS[fault];
  if (seeded === undefined) return `${machine}${policy}`;
  const { summary, invariant, bug, layouts = [] } = seeded;
  const where = layouts.length === 0 ? '' : `, on ${layouts.join(' or ')}`;
  const story = bug === undefined ? '' : ` ${bug.id}, ${text(bug.system)}: ${text(bug.story)}`;
  const hint = `it breaks ${invariant}, and shows under the design ${seeded.design}${where}.`;
  const button = suits(seeded, layout, design)
    ? ''
    : ' <button type="button" id="suit" data-focus="suit">choose that</button>';
  return `${machine}${policy}<b>${text(seeded.name)}</b>: ${text(summary)}; ${hint}${button}${story}`;
}

/** The fault can show on this machine, or on no machine that could be chosen. */
const suits = (fault: Fault, layout: Layout, design: DesignName): boolean =>
  fault.design === design && (machinesOf(fault).length === 0 || machinesOf(fault).includes(layout));

/** The machines that a fault needs to show, of those that can be drawn. */
export const machinesOf = ({ layouts = [] }: Fault): Layout[] =>
  layouts.flatMap((name) => (Object.hasOwn(MACHINES, name) ? [MACHINES[name]!] : [])); // It has one of that name.
