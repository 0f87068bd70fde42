import { text } from './html.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

const WIDTH = 300;
const LABEL = 92;
const ROW = 22;
const MOST = WIDTH - LABEL - 68;

/** A small bar chart: every bar has its name before it and its number behind it, so that no colour has to be told apart. */
export function bars(title: string, values: readonly Bar[]): string {
  const most = Math.max(1, ...values.map(({ value }) => value));
  const rows = values.map(({ label, value }, place) => {
    const y = place * ROW;
    const length = Math.round((value / most) * MOST * 10) / 10;
    const shown = Math.round(value).toLocaleString('en');
    return `<text x="${LABEL - 6}" y="${y + 15}" text-anchor="end">${text(label)}</text><rect x="${LABEL}" y="${y + 4}" width="${length}" height="${ROW - 8}" rx="2"/><text x="${LABEL + length + 6}" y="${y + 15}">${shown}</text>`;
  });
  const said = values.map(({ label, value }) => `${label} ${Math.round(value)}`).join(', ');
  return `<figure class="plot"><figcaption>${text(title)}</figcaption><svg role="img" aria-label="${text(`${title}: ${said}`)}" viewBox="0 0 ${WIDTH} ${values.length * ROW}">${rows.join('')}</svg></figure>`;
}
