/** What the last campaigns walked: one under each design, with the sound allocator. Written by `npm run docs:measure`. */
export interface MeasuredCoverage {
  readonly origin: string;
  readonly campaigns: readonly CampaignCoverage[];
}

export interface CampaignCoverage {
  readonly design: string;
  readonly layouts: readonly string[];
  readonly seed: number;
  readonly runs: number;
  readonly operations: number;
  readonly reached: number;
  readonly total: number;
  /** Transitions that can be taken and were not. */
  readonly missing: readonly string[];
  /** Those that cannot be taken under the design, each with its reason. */
  readonly unreachable: readonly { readonly transition: string; readonly why: string }[];
  readonly witnesses: readonly { readonly name: string; readonly count: number }[];
  readonly findings: readonly { readonly kind: string; readonly sentence: string; readonly count: number }[];
}

/** Under which designs a transition was taken, was missed, and cannot be taken. */
export interface Walked {
  readonly taken: readonly string[];
  readonly missed: readonly string[];
  readonly closed: readonly { readonly design: string; readonly why: string }[];
}

/** @param transition `free.cached --serveKernel--> pinned.kernel` */
export function walked({ campaigns }: MeasuredCoverage, transition: string): Walked {
  const missed = campaigns.filter(({ missing }) => missing.includes(transition)).map(({ design }) => design);
  const closed = campaigns.flatMap(({ design, unreachable }) =>
    unreachable.filter((each) => each.transition === transition).map(({ why }) => ({ design, why })),
  );
  const others = new Set([...missed, ...closed.map(({ design }) => design)]);
  return {
    taken: campaigns.map(({ design }) => design).filter((design) => !others.has(design)),
    missed,
    closed,
  };
}

/** The same as a few signs: under how many of the designs it was taken. */
export function coverageSign(coverage: MeasuredCoverage | null, transition: string): string {
  if (coverage === null) return '';
  const { taken, missed, closed } = walked(coverage, transition);
  const title = [
    taken.length > 0 ? `taken under ${taken.join(', ')}` : '',
    missed.length > 0 ? `not met under ${missed.join(', ')}` : '',
    ...closed.map(({ design, why }) => `not possible under ${design}: ${why}`),
  ].filter((said) => said !== '');
  const possible = taken.length + missed.length;
  const look =
    possible === 0 ? 'closed' : missed.length === 0 ? 'full' : taken.length === 0 ? 'none' : 'part';
  const said = possible === 0 ? 'not possible' : `${taken.length} of ${possible}`;
  return `<span class="walked ${look}" title="${title.join('; ').replaceAll('"', '&quot;')}">${said}</span>`;
}
