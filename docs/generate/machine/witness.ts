import type { Measured } from '../measured/readMeasured.ts';
import { sections } from '../page/bookPage.ts';
import { code, link, text } from '../page/html.ts';
import { strip, stripLegend } from '../run/strip.ts';
import { operationList } from '../run/told.ts';
import type { Machine } from './machines.ts';
import type { State } from './readMachine.ts';

/** A real run that ends in the state, made minimal. */
export function witnessSection(machine: Machine, { name }: State, { witnesses }: Measured): string {
  const witness = machine.slug === 'page' ? witnesses.get(name) : undefined;
  if (witness === undefined) return '';
  const place = `on ${code(witness.layout)} under ${link(`designs/${witness.design}`, text(witness.design))}`;
  return sections(
    `<p>The shortest run that was found, ${place}:</p>`,
    operationList(witness),
    strip(witness.after, 'the pages then'),
    stripLegend([witness.after]),
  );
}
