/** Turns text into the same text with a colour, or leaves it alone. */
export type Paint = (text: string) => string;

/** The colours of a report, by meaning. Every meaning is also carried by a word or a sign, so colour may be missing. */
export interface Ink {
  readonly good: Paint;
  readonly bad: Paint;
  readonly notable: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

const same: Paint = (text) => text;

/** No colours: for pipes, files, and people who set NO_COLOR. */
export const PLAIN: Ink = { good: same, bad: same, notable: same, strong: same, faint: same };

const sgr =
  (on: number, off: number): Paint =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const COLOURED: Ink = {
  good: sgr(32, 39),
  bad: sgr(31, 39),
  notable: sgr(33, 39),
  strong: sgr(1, 22),
  faint: sgr(2, 22),
};

/** Colours only where a person looks on, and only if that person did not refuse them (https://no-color.org). */
export const inkFor = (
  stream: { readonly isTTY?: boolean },
  environment: NodeJS.ProcessEnv = process.env,
): Ink => (stream.isTTY && !environment.NO_COLOR && environment.TERM !== 'dumb' ? COLOURED : PLAIN);
