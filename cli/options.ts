import type { Shard } from '../properties/campaign/shard.ts';
import { AREAS, type Area } from '../properties/faults/historicBug.ts';
import { InputError, showValue } from '../properties/input/inputError.ts';
import type { DesignName } from '../spec/designs/design.ts';
import { DESIGN_NAMES } from '../spec/designs/index.ts';

/** Reads the value of an option that takes a whole number. */
export const wholeNumber =
  (option: string, least: number, most: number) =>
  (value: string): number => {
    const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InputError({
      place: option,
      expected: `a whole number from ${least} to ${most}`,
      found: showValue(value),
      remedy: `${option} ${Math.max(least, most < EXAMPLE ? 2 : EXAMPLE)}`,
    });
  };

/** A number that suits most options, as an example; of threads it is too many. */
const EXAMPLE = 100;

/** Reads the value of `--time`, in seconds. */
export function seconds(value: string): number {
  const number = /^\d{1,6}(\.\d{1,3})?$/.test(value) ? Number(value) : 0;
  if (number > 0) return number;
  throw new InputError({
    place: '--time',
    expected: 'a number of seconds above 0, of at most six digits',
    found: showValue(value),
    remedy: '--time 30',
  });
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** Reads the value of `--budget`, a time with its unit. @returns seconds */
export function budget(value: string): number {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,3})?)([smh])$/.exec(value) ?? [];
  const length = Number(number) * (UNITS[unit ?? ''] ?? 0);
  if (length > 0) return length;
  throw new InputError({
    place: '--budget',
    expected: 'a time above 0 with its unit, as 90s, 60m or 2h, of at most six digits',
    found: showValue(value),
    remedy: '--budget 60m',
  });
}

/** Reads the value of `--shard`. */
export function shard(value: string): Shard {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
  throw new InputError({
    place: '--shard',
    expected: 'which shard of how many, from 1/n to n/n',
    found: showValue(value),
    remedy: '--shard 1/4',
  });
}

/** Reads the value of `--seeds`: `3..7`, or `10` for `1..10`. */
export function seedRange(value: string): readonly number[] {
  const [, from, to] = /^(?:(\d{1,9})\.\.)?(\d{1,9})$/.exec(value) ?? [];
  const first = Number(from ?? 1);
  const length = Number(to) - first + 1;
  if (length >= 1 && length <= MOST_SEEDS) return Array.from({ length }, (_, index) => first + index);
  throw new InputError({
    place: '--seeds',
    expected: `a range of at most ${MOST_SEEDS} seeds, as 1..10, or how many`,
    found: showValue(value),
    remedy: '--seeds 1..10',
  });
}

const MOST_SEEDS = 1000;

/** Reads the value of `--area`. */
export function faultArea(value: string): Area {
  if (Object.hasOwn(AREAS, value)) return value as Area; // One of its keys.
  const expected = `one of ${Object.keys(AREAS).join(', ')}`;
  throw new InputError({ place: '--area', expected, found: showValue(value), remedy: '--area movable' });
}

/** Collects the values of `--design`, each once; `all` stands for every design, one after the other. */
export function designs(value: string, before: readonly DesignName[] = []): readonly DesignName[] {
  if (value === 'all') return DESIGN_NAMES;
  const design = DESIGN_NAMES.find((name) => name === value);
  if (design !== undefined) return [...new Set([...before, design])];
  throw new InputError({
    place: '--design',
    expected: `one of ${DESIGN_NAMES.join(', ')}, all`,
    found: showValue(value),
    remedy: '--design kernelcore',
  });
}

/** Collects the values of `--layout`, which may be given more than once and may be a list. */
export const collectNames = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(',').filter((name) => name !== ''),
];
