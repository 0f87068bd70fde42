import type { OperationKind } from '../../../spec/operations/operation.ts';
import type { FormField } from '../form.ts';
import { text } from '../text.ts';

/** What the form to ask an operation is made of. */
export interface FormFacts {
  readonly kinds: readonly OperationKind[];
  readonly kind: OperationKind;
  readonly fields: readonly FormField[];
  /** Why nothing can be asked now; null if it can. */
  readonly barred: string | null;
  /** Operations behind the moment that is shown, which asking drops. */
  readonly dropped: number;
}

/** The form to ask one operation by hand. */
export function formView({ kinds, kind, fields, barred, dropped }: FormFacts): string {
  const options = kinds.map((each) => `<option${each === kind ? ' selected' : ''}>${each}</option>`).join('');
  const later =
    dropped === 0 ? '' : `<small>drops ${dropped === 1 ? 'the one' : `the ${dropped}`} behind it</small>`;
  const missing = fields.some((field) => field.value === '');
  const note = barred ?? (missing ? 'Nothing that is alive can be asked that.' : '');
  return `<div class="fields"><label for="kind">operation<select id="kind" data-focus="kind">${options}</select></label>${fields.map(fieldView).join('')}
<button type="submit" data-focus="submit"${note === '' ? '' : ' disabled'}>ask</button>${later}</div>${note === '' ? '' : `<p class="note">${text(note)}</p>`}`;
}

function fieldView(field: FormField): string {
  const id = `field-${field.name}`;
  const head = `<label for="${id}" title="${text(field.what)}">${field.name}`;
  const common = `id="${id}" name="${field.name}" data-focus="${id}"`;
  if ('choices' in field) {
    const options = field.choices.map(
      ([value, says]) =>
        `<option value="${text(value)}"${value === field.value ? ' selected' : ''}>${text(says)}</option>`,
    );
    return `${head}<select ${common}>${options.join('')}</select></label>`;
  }
  return `${head}<input type="number" required inputmode="numeric" ${common} value="${text(field.value)}" min="${field.least}" max="${field.most}"></label>`;
}
