/**
 * Shows HTML in a part of the page, if it is not what is there already. Where the focus was inside, it stays on the element of the same name
 * (`data-focus`), and details that were open (`data-open`) stay open.
 *
 * @param values of fields inside, by id: they are no part of the HTML, so that a field that somebody types into stays the same
 */
export function paint(part: HTMLElement, html: string, values: Readonly<Record<string, string>> = {}): void {
  replace(part, html);
  for (const [id, value] of Object.entries(values)) {
    const field = part.querySelector<HTMLInputElement | HTMLSelectElement>(`#${CSS.escape(id)}`);
    if (field !== null && field.value !== value) field.value = value;
  }
}

function replace(part: HTMLElement, html: string): void {
  if (painted.get(part) === html) return;
  painted.set(part, html);
  const focused = nameOfFocus(part);
  const open = new Set([...part.querySelectorAll<HTMLDetailsElement>('details[open]')].map(nameOfDetails));
  part.innerHTML = html;
  for (const details of part.querySelectorAll('details')) details.open = open.has(nameOfDetails(details));
  if (focused !== null) part.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

const painted = new WeakMap<HTMLElement, string>();

const nameOfDetails = ({ dataset }: HTMLDetailsElement): string => dataset.open ?? '';

function nameOfFocus(part: HTMLElement): string | null {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !part.contains(activeElement)) return null;
  return activeElement.dataset.focus ?? null;
}
