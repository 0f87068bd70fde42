import type { OperationKind } from '../../../spec/operations/operation.ts';
import type { FormField } from '../form.ts';
import { text } from '../text.ts';

/** The operations to choose from. */
export const kindsView = (kinds: readonly OperationKind[]): string =>
  `<label for="kind">operation<select id="kind" data-focus="kind">${kinds.map((kind) => `<option>${kind}</option>`).join('')}</select></label>`;

/** A field for each argument; `fieldValues` says what is in them. */
export const fieldsView = (fields: readonly FormField[]): string => fields.map(fieldView).join('');

/** What is filled in, by id of the field. */
export const fieldValues = (fields: readonly FormField[]): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.map(({ name, value }) => [`field-${name}`, value]));

function fieldView(field: FormField): string {
  const id = `field-${field.name}`;
  const head = `<label for="${id}" title="${text(field.what)}">${field.name}`;
  const common = `id="${id}" name="${field.name}" data-focus="${id}"`;
  if (!('choices' in field))
    return `${head}<input type="number" required inputmode="numeric" ${common} min="${field.least}" max="${field.most}"></label>`;
  const options = field.choices.map(
    ([value, says]) => `<option value="${text(value)}">${text(says)}</option>`,
  );
  return `${head}<select ${common}>${options.join('')}</select></label>`;
}

/**
 * The button that asks, or the reason why nothing can be asked.
 *
 * @param barred why not; null if it can
 * @param dropped operations behind the moment that is shown, which asking drops
 */
export function submitView(fields: readonly FormField[], barred: string | null, dropped: number): string {
  const missing = fields.some(({ value }) => value === '')
    ? 'Nothing that is alive can be asked that.'
    : null;
  const note = barred ?? missing;
  const later =
    dropped === 0
      ? ''
      : ` <small>drops ${dropped === 1 ? 'the one' : `the ${dropped}`} behind this moment</small>`;
  return `<button type="submit" data-focus="submit"${note === null ? '' : ' aria-disabled="true"'}>ask</button>${later}${note === null ? '' : ` <span class="note">${text(note)}</span>`}`;
}

/** What the model would accept as the answer to what is filled in. */
export const allowedView = (says: string): string => `The model would allow: <b>${text(says)}</b>`;
