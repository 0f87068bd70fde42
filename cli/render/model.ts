import type { ModelSummary } from '../../properties/stocktaking/modelSummary.ts';
import { columns } from './columns.ts';
import { fields } from './fields.ts';
import type { Ink } from './ink.ts';
import { count, counted } from './numbers.ts';

/** What the model consists of: the verdict on its own rules first, then what there is, then what is not there. */
export function modelText(model: ModelSummary, ink: Ink): string {
  const { invariants, operations, requirements, designs } = model;
  return [
    headline(model, ink),
    '',
    ...machineTable(model),
    '',
    ...fields(
      [
        ['rules', rulesText(model)],
        ['shown by', shownText(invariants.shownBy)],
        ['no mechanism', invariants.waiting.join(', ')],
        ['operations', `${operations.asked} of ${operations.total} kinds can be asked`],
        ['not asked', operations.waiting.join(', ')],
        ['designs', designs.map(({ name }) => name).join(', ')],
        ['witnesses', `${model.witnesses} situations that every campaign counts; none is met here`],
        ['findings', `${model.findings} legal but notable consequences of a policy`],
        ['requirements', requirementText(requirements)],
        ['waiting', requirements.waiting.map(({ id }) => id).join(', ')],
      ],
      ink,
    ),
    '',
    ink.strong('rules that this contract cannot express'),
    ...columns(
      [{ title: '' }, { title: '', most: 84 }],
      invariants.inexpressible.map(({ id, reason }) => ({ cells: [id, reason] })),
      '  ',
    ),
  ].join('\n');
}

function headline({ invariants: { lost, seenToFail, expressible } }: ModelSummary, ink: Ink): string {
  if (lost.length > 0)
    return `${ink.bad('broken')}: ${counted(lost.length, 'rule')} did not fail when shown: ${lost.join(', ')}`;
  const every = seenToFail === expressible ? 'every rule' : `${seenToFail} of ${expressible} rules`;
  return `${ink.good('sound')}: ${every} just seen to fail, and to hold beside it`;
}

const machineTable = ({ machines }: ModelSummary): string[] =>
  columns(
    [
      { title: 'machine' },
      { title: 'states', align: 'right' },
      { title: 'events', align: 'right' },
      { title: 'transitions', align: 'right' },
    ],
    machines.map(({ name, leaves, events, transitions }) => ({
      cells: [name, count(leaves), count(events), count(transitions)],
    })),
    '  ',
  );

const rulesText = ({
  invariants: { total, expressible, seenToFail, demonstrations, catalogue },
}: ModelSummary): string =>
  `${total} in all, ${catalogue.total} of the catalogue; ${expressible} expressible, ${seenToFail} seen to fail in ${counted(demonstrations, 'demonstration')}`;

const shownText = ({ answer, run, world }: ModelSummary['invariants']['shownBy']): string =>
  `${answer} an answer of a target, ${run} a whole run, ${world} a world or memory map built by hand`;

const requirementText = ({ total, covered, outOfScope, waiting }: ModelSummary['requirements']): string =>
  `${total} mechanisms asked for since 2005: ${covered} covered, ${outOfScope} out of scope` +
  (waiting.length > 0 ? `, ${waiting.length} waiting` : '');
