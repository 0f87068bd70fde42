const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '{': '&#123;',
  '}': '&#125;',
  '@': '&#64;',
  '|': '&#124;',
  '*': '&#42;',
  _: '&#95;',
  '`': '&#96;',
  '[': '&#91;',
  ']': '&#93;',
  '~': '&#126;',
  '\\': '&#92;',
};

/** Text as it stands, in HTML and in Markdown alike: no sign of it is markup. */
export const text = (plain: string): string =>
  plain.replace(/[&<>"{}@|*_`[\]~\\]/g, (sign) => ESCAPES[sign]!).replace(/\s+/g, ' '); // Exactly these have an entry.

export const code = (plain: string): string => `<code>${text(plain)}</code>`;

/** A link to a page of the book. @param label HTML */
export const link = (slug: string, label: string, anchor = ''): string =>
  `<a href="book:${slug}${anchor === '' ? '' : `#${anchor}`}">${label}</a>`;

/** A sentence as it begins: with a capital, and a full stop at its end. */
export function sentence(plain: string): string {
  const said = text(plain);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?!:]$/.test(said) ? '' : '.'}`;
}

/** A table whose first row says what its columns hold; cells are HTML. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  className = '',
): string {
  const head = heads.map((name) => `<th scope="col">${name}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  return scrolling(
    `<table class="${className}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}

/** Wide things scroll by themselves, with the keyboard as well, so that the page does not. */
export const scrolling = (html: string, label = 'table'): string =>
  `<div class="scroll" role="region" aria-label="${label}" tabindex="0">${html}</div>`;

/** Terms with what is to be said of each; those without are left out. */
export function facts(entries: readonly (readonly [term: string, said: string | null])[]): string {
  const told = entries.filter(([, said]) => said !== null && said !== '');
  return `<dl class="facts">${told.map(([term, said]) => `<dt>${term}</dt><dd>${said}</dd>`).join('')}</dl>`;
}

export const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

/** `1 page`, `2 pages` */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
