/** What was wrong with something handed in, in the parts that its sentence is made of. */
export interface InputFault {
  /** Where: a file, with line or field, such as `layout.json: ranges[3].end` or `zoneinfo:12`. */
  readonly place: string;
  /** What should have been there, as a noun: `a whole number of pages`. */
  readonly expected: string;
  /** What was there instead, if it is short enough to show. */
  readonly found?: string;
  /** What to try, as an imperative without a full stop. */
  readonly remedy: string;
}

/**
 * Input that cannot be used: a layout, a scenario, a token, a trace, an answer of a foreign target. Its message is one
 * sentence that names the place, what was expected and what to try, fit to be printed as it is. Everything that reads input
 * throws this and nothing else, before anything was changed; the command line turns it into exit code 2.
 */
export class InputError extends Error {
  /** `InputError`, by which it is told from other errors without its class. */
  override readonly name = 'InputError';
  /** Where it is wrong: an option, or a file with line and field. */
  readonly place: string;
  /** What would have been right. */
  readonly expected: string;
  /** What was there; left out if that says nothing. */
  readonly found: string | undefined;
  /** What to try, as an imperative without a full stop. */
  readonly remedy: string;

  constructor(fault: InputFault, options?: ErrorOptions) {
    super(sentenceOf(fault), options);
    this.place = fault.place;
    this.expected = fault.expected;
    this.found = fault.found;
    this.remedy = fault.remedy;
  }
}

function sentenceOf({ place, expected, found, remedy }: InputFault): string {
  const instead = found === undefined ? '' : `, found ${found}`;
  return oneLine(`${place}: expected ${expected}${instead}; ${remedy}`);
}

/** Terminals obey control characters, and input may hold any, so none reaches a message. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced here
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');

/** Any value as a few characters for {@link InputFault.found}: `"abc"`, `-1`, `an array of 3`, `nothing`. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
