/** `1,234,567`, the same in every locale. */
export const count = (amount: number): string => String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, ',');

/** `3 runs`, `1 run`. */
export const counted = (amount: number, noun: string): string =>
  `${count(amount)} ${noun}${amount === 1 ? '' : 's'}`;

/** `2.41 M`, `318 k`, `17`: three digits are enough for a rate. */
export function rate(perSecond: number): string {
  if (perSecond >= 1e6) return `${(perSecond / 1e6).toFixed(2)} M`;
  if (perSecond >= 1e4) return `${Math.round(perSecond / 1e3)} k`;
  return count(perSecond);
}

/** `0.41 s`, `12.3 s`, `2 min 05 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** `97.3 %`. */
export const percentage = (part: number, whole: number): string =>
  `${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1)} %`;

/** `0x108000`, as every report names a page. */
export const hex = (pfn: number): string => `0x${pfn.toString(16)}`;
