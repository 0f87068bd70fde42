/**
 * Shows HTML in a part of the page, if it is not what is there already. Where the focus was inside, it stays on the element of the same name
 * (`data-focus`), and details that were open (`data-open`) stay open.
 */
export function paint(part: HTMLElement, html: string): void {
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
