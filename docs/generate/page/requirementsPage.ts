import { DESIGN_NAMES } from '../../../spec/designs/index.ts';
import { FINDINGS } from '../../../spec/findings.ts';
import {
  DISCUSSIONS,
  type Discussion,
  REQUIREMENTS,
  type Requirement,
} from '../../../spec/requirements/index.ts';
import { WITNESSES } from '../../../spec/witnesses.ts';
import { ruleLink } from '../machine/words.ts';
import { type BookPage, sections } from './bookPage.ts';
import { code, counted, link, sentence, table, text } from './html.ts';

/** Every mechanism that somebody asked for in public, and what carries it here. */
export function requirementsPage(): BookPage {
  const carried = REQUIREMENTS.filter(({ answer }) => 'invariants' in answer).length;
  return {
    slug: 'requirements',
    title: 'Requirements',
    body: sections(
      `<p class="lead">${counted(REQUIREMENTS.length, 'mechanism')} named in five public discussions: ${carried} are checked here, ${REQUIREMENTS.length - carried} are out of scope, with the reason.</p>`,
      ...(Object.keys(DISCUSSIONS) as Discussion[]).map(discussion), // Keys of the record.
    ),
  };
}

function discussion(name: Discussion): string {
  const rows = REQUIREMENTS.filter(({ id }) => id.startsWith(`${name}/`)).map(row);
  const heads = [
    '',
    'mechanism',
    'what was asked, and what became of it in Linux',
    'rules',
    'operations',
    'shown by',
  ];
  return sections(`## ${DISCUSSIONS[name]}`, table(heads, rows, 'requirements'));
}

function row({ id, mechanism, demand, linux, answer }: Requirement): string[] {
  const number = `<span id="${id.replace('/', '-')}">${id.split('/')[1]}</span>`;
  const asked = `${sentence(demand)}<br><span class="note">${sentence(linux)}</span>`;
  if ('outOfScope' in answer)
    return [
      number,
      text(mechanism),
      asked,
      `<span class="note">out of scope: ${sentence(answer.outOfScope)}</span>`,
      '',
      '',
    ];
  const { invariants, operations, properties } = answer;
  return [
    number,
    text(mechanism),
    asked,
    invariants.map(ruleLink).join(', '),
    operations.map(code).join(' '),
    properties.map(shownBy).join(', '),
  ];
}

/** Designs, witnesses and findings have pages of their own. */
function shownBy(name: string): string {
  if ((DESIGN_NAMES as readonly string[]).includes(name)) return link(`designs/${name}`, text(name));
  if (WITNESSES.some((witness) => witness.name === name))
    return link('coverage', text(name), `witness-${name}`);
  if (FINDINGS.some(({ kind }) => kind === name)) return link('designs', text(name), `finding-${name}`);
  return text(name);
}
