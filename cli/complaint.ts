import { CommanderError } from 'commander';
import { InputError } from '../properties/input/inputError.ts';

/**
 * What went wrong and what to do about it, a line each.
 *
 * @param command which one was given, if any: its own help is the one to read
 */
export function complaintText(error: unknown, command = ''): string {
  if (error instanceof InputError) {
    const { place, expected, found, remedy } = error;
    const instead = found === undefined ? '' : `, found ${found}`;
    return twoLines(`${place}: expected ${expected}${instead}`, remedy);
  }
  if (error instanceof CommanderError) return usageText(error.message, command);
  return brokenText(error);
}

/** commander's own refusals, in our form. */
function usageText(message: string, command: string): string {
  const [, fact = message, guess] =
    /^(?:error: )?(.*?)(?:\s*\(Did you mean (.*?)\?\))?$/s.exec(message) ?? [];
  const help = ['zoneproof', command, '--help'].filter((word) => word !== '').join(' ');
  return twoLines(fact, guess !== undefined && isNear(fact, guess) ? guess : help);
}

/** commander takes `--version` for a near miss of `--design`; who mistypes gets the first letter right. */
const isNear = (fact: string, guess: string): boolean =>
  /'-*(\w)/.exec(fact)?.[1] === /^-*(\w)/.exec(guess)?.[1];

/** A mistake of ours: what it says and where it happened, so that it can be reported. */
function brokenText(error: unknown): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const place = /((?:dist|spec|model|impl|properties|cli)\/[^\s():]+:\d+:\d+)/.exec(stack)?.[1];
  const at = place === undefined ? '' : ` (${place})`;
  return twoLines(`zoneproof is broken: ${message}${at}`, 'report it with the command line and this message');
}

/** Terminals obey control characters, and a message may quote any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced here
const oneLine = (text: string): string => text.replace(/[\u0000-\u0020\u007f-\u009f]+/g, ' ').trim();

const twoLines = (fact: string, remedy: string): string =>
  `error: ${oneLine(fact)}\ntry: ${oneLine(remedy)}\n`;
