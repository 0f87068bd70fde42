import type { BootOptions } from '../../spec/layout/layout.ts';
import { InputError } from '../input/inputError.ts';
import { MAX_AMOUNT } from '../input/layoutSchema.ts';

const PAGE_BYTES = 4096n;

/**
 * The options of a kernel command line that decide where ZONE_MOVABLE lies. `place` is the file, for errors. Throws
 * InputError where the kernel would not understand a value. Source: `cmdline_parse_core()`, mm/mm_init.c.
 */
export function bootOptionsOf(commandLine: string, place: string): BootOptions {
  const words = commandLine.trim().split(/\s+/);
  const kernelcore = valuesOf(words, 'kernelcore');
  const movablecore = valuesOf(words, 'movablecore').at(-1);
  const size = kernelcore.filter((value) => value !== 'mirror').at(-1);
  // Once seen, `mirror` stays in force, whatever sizes follow.
  const core = kernelcore.includes('mirror') ? 'mirror' : size && amountOf(size, 'kernelcore', place);
  return {
    ...(core ? { kernelcore: core } : {}),
    ...(movablecore ? { movablecore: amountOf(movablecore, 'movablecore', place) } : {}),
    ...(words.includes('movable_node') ? { movableNode: true } : {}),
    ...(words.some((word) => word.startsWith('elfcorehdr=')) ? { kdump: true } : {}),
  };
}

const valuesOf = (words: readonly string[], option: string): string[] =>
  words.filter((word) => word.startsWith(`${option}=`)).map((word) => word.slice(option.length + 1));

/** Pages, or the percentage as it is. */
function amountOf(value: string, option: string, place: string): number | `${number}%` {
  if (/^\d{1,3}%$/.test(value)) return `${Math.min(100, Number.parseInt(value, 10))}%`;
  const [, digits, unit = ''] = /^(0x[0-9a-f]{1,15}|\d{1,18})([KMGTPE]?)$/i.exec(value) ?? [];
  if (digits !== undefined) {
    const shift = 10n * BigInt(' KMGTPE'.indexOf(unit.toUpperCase() || ' '));
    return Math.min(MAX_AMOUNT, Number((BigInt(digits) << shift) / PAGE_BYTES));
  }
  const expected = `${option}= with mirror, a size such as 512M, or a percentage`;
  throw new InputError({
    place,
    expected,
    found: JSON.stringify(value.slice(0, 40)),
    remedy: 'copy /proc/cmdline unchanged',
  });
}
