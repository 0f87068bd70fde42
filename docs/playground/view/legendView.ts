import { LEAVES, type LeafName } from '../../../spec/pages/leaf.ts';
import { badge } from './pageView.ts';

/** What the characters and marks of the grid mean; of the states, those that are there. */
export function legendView(leaves: ReadonlySet<LeafName>): string {
  const states = LEAVES.filter(({ name }) => leaves.has(name)).map(
    ({ name }) => `<span>${badge(name)}${name}</span>`,
  );
  const mark = (look: string, says: string): string =>
    `<span><b class="page ${look}" aria-hidden="true">&#160;</b>${says}</span>`;
  return [
    ...states,
    mark('protected', 'two copies'),
    mark('exempt', 'one copy, nothing promised'),
    mark('changed', 'changed by this step'),
    mark('differs', 'the sides differ'),
    mark('culprit', 'shows the violation'),
  ].join('');
}
