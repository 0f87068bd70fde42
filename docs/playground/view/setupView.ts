import { FAULTS } from '../../../properties/faults/index.ts';
import { DESIGNS } from '../../../spec/designs/index.ts';
import { faultGroups, framesOf, MACHINES } from '../choices.ts';
import { EXAMPLES } from '../examples.ts';
import type { State } from '../state.ts';
import { text } from '../text.ts';

/** The machine, its design and the target, to be chosen. */
export const setupView = (state: State): string => `
<div class="choices">
${select('layout', 'machine', machineOptions(state))}
${select(
  'design',
  'design',
  Object.values(DESIGNS)
    .map(({ name }) => option(name, name, state.design))
    .join(''),
)}
${select('fault', 'target', faultOptions(state))}
${select('example', 'example', exampleOptions())}
</div>
<p class="place">${aboutText(state)}</p>`;

const select = (id: string, label: string, options: string): string =>
  `<label for="${id}">${label}<select id="${id}" data-focus="${id}">${options}</select></label>`;

const option = (value: string, says: string, chosen: string): string =>
  `<option value="${text(value)}"${value === chosen ? ' selected' : ''}>${text(says)}</option>`;

/** A machine that came with a scenario is no preset, and has its own name in the list while it is there. */
function machineOptions({ layout }: State): string {
  const presets = Object.values(MACHINES).map((each) =>
    option(each.name, `${each.name} (${framesOf(each)} frames)`, layout === each ? layout.name : ''),
  );
  const own =
    MACHINES[layout.name] === layout ? '' : `<option selected value="">${text(layout.name)} (own)</option>`;
  return own + presets.join('');
}

const faultOptions = ({ fault }: State): string =>
  option('', 'the sound allocator', fault ?? '') +
  faultGroups()
    .map(([title, names]) => {
      const options = names.map((name) => option(name, name, fault ?? '')).join('');
      return `<optgroup label="${text(title)}">${options}</optgroup>`;
    })
    .join('');

const exampleOptions = (): string =>
  `<option value="">choose one</option>${EXAMPLES.map(({ title }, place) => option(String(place), title, '')).join('')}`;

function aboutText({ layout, design, fault }: State): string {
  const machine = layout.origin === undefined ? '' : `<b>${text(layout.name)}</b>: ${text(layout.origin)}. `;
  const policy = `<b>${design}</b>: ${text(DESIGNS[design].title)}. `;
  const seeded = fault === null ? undefined : FAULTS[fault];
  if (seeded === undefined) return `${machine}${policy}`;
  const { summary, invariant, bug, layouts = [] } = seeded;
  const where = layouts.length === 0 ? '' : `, on ${layouts.join(' or ')}`;
  const story = bug === undefined ? '' : ` ${bug.id}, ${text(bug.system)}: ${text(bug.story)}`;
  return `${machine}${policy}<b>${text(seeded.name)}</b>: ${text(summary)}; it breaks ${invariant}, and shows under the design ${seeded.design}${where}.${story}`;
}
