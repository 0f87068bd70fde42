import { PEERS } from './subjects/peers.ts';
import { PEER_EXPONENT } from './workloads/allocatorMeasure.ts';
import { SAY, type Workload } from './workloads/workloads.ts';

/** What the bench prints: a ratio of figures of one session, and what it should be. */
export interface Row {
  readonly name: string;
  /** The measures that it is made of. */
  readonly of: readonly string[];
  /** Of their figures in one round, in that order. */
  readonly ratio: (...figures: number[]) => number;
  readonly target: number;
  /** Whether more or less than the target is good. */
  readonly good: 'at least' | 'at most';
}

/** One measure in units of another. */
const against = (of: string, other: string, target: number, name: string): Row => ({
  name,
  of: [of, other],
  ratio: (one, two) => one! / two!,
  target,
  good: 'at most',
});

const FLOOR = 2_000_000;
const HEAP_BYTES = 65_536;
const BOOT_SECONDS = 2;

const checked: readonly Row[] = [
  {
    name: 'checked operations a second at 2^12 pages, in units of 2 million',
    of: ['checked-4k'],
    ratio: (rate) => rate! / FLOOR,
    target: 1,
    good: 'at least',
  },
  {
    name: 'checked operations a second at 2^20 pages against 2^12',
    of: ['checked-1m', 'checked-4k'],
    ratio: (large, small) => large! / small!,
    target: 0.5,
    good: 'at least',
  },
  {
    name: 'one model step: XState transition() against the compiled table',
    of: ['xstate-step', 'table-step'],
    ratio: (step, look) => step! / look!,
    target: 500,
    good: 'at least',
  },
  {
    name: 'an operation with drawing, oracle and looks at the world against one without, 2^12 pages',
    of: ['checked-4k', 'user/mixed3/12'],
    ratio: (rate, bare) => 1e9 / rate! / bare!,
    target: 50,
    good: 'at most',
  },
];

/** The core against C, by workload. */
const CORE_TARGETS: readonly [workload: Workload, target: number][] = [
  ['mixed3', 1.5],
  ['mixed9', 1.5],
  ['churn', 1.8],
  ['random', 1.8],
  ['bulk', 2.8],
  ['lifo', 2.8],
  ['single', 2.8],
];

const core: readonly Row[] = CORE_TARGETS.map(([workload, target]) =>
  against(`core/${workload}/18`, `c/${workload}/18`, target, `core against C, 2^18 pages: ${SAY[workload]}`),
);

const HOLDERS = ['kernel', 'user'];
const MIXED: readonly Workload[] = ['mixed3', 'mixed9'];

const whole: readonly Row[] = MIXED.flatMap((workload) =>
  HOLDERS.flatMap((holder) => [
    against(
      `${holder}/${workload}/18`,
      `c/${workload}/18`,
      2.5,
      `complete allocator, ${holder} memory, against C, 2^18 pages: ${SAY[workload]}`,
    ),
    against(
      `${holder}/${workload}/18`,
      `core/${workload}/18`,
      1.7,
      `complete allocator, ${holder} memory, against the core, 2^18 pages: ${SAY[workload]}`,
    ),
  ]),
);

const PER_CPU = 'core with a per-CPU list against the core, 2^18 pages';

/** In churn the workload itself, with an allocator that does nothing, takes 0.7 of the time, so it is taken off on both sides. */
const withoutWorkload = (workload: Workload): Row => ({
  name: `${PER_CPU}, without the workload's own time: ${SAY[workload]}`,
  of: [`cached/${workload}/18`, `core/${workload}/18`, `idle/${workload}/18`],
  ratio: (one, two, idle) => (one! - idle!) / (two! - idle!),
  target: 0.5,
  good: 'at most',
});

const cached: readonly Row[] = (['single', 'lifo', 'exchange', 'churn'] as const).flatMap((workload) => [
  workload === 'churn'
    ? withoutWorkload(workload)
    : against(`cached/${workload}/18`, `core/${workload}/18`, 0.5, `${PER_CPU}: ${SAY[workload]}`),
  against(
    `kernel/${workload}/18`,
    `core/${workload}/18`,
    workload === 'single' ? 0.5 : 1.7,
    `complete allocator, kernel memory, against the core, 2^18 pages: ${SAY[workload]}`,
  ),
]);

const policies: readonly Row[] = [
  against(
    'long/churn/18',
    'uncached/churn/18',
    1,
    'per-CPU lists on against off, both without the fast path: single pages',
  ),
  against(
    'long/mixed3/18',
    'uncached/mixed3/18',
    1,
    'per-CPU lists on against off, both without the fast path: orders 0 to 3',
  ),
  against('kernel/mixed3/18', 'long/mixed3/18', 1, 'the fast path on against off: orders 0 to 3'),
  against(
    'logged/mixed3/18',
    'kernel/mixed3/18',
    1.25,
    'all effects in the log against those that are asked for',
  ),
  against(
    'listed/mixed3/18',
    'user/mixed3/18',
    1.25,
    'user memory on the lists of reclaim against before there are any',
  ),
  against('types/mixed3/18', 'kernel/mixed3/18', 2, 'three types of mobility in turn against one'),
  against(
    'kernel/mixed3/18',
    'unmirrored/mixed3/18',
    1.03,
    'mirroring compiled in, not configured, against the design without',
  ),
  against('mirrored/mixed3/18', 'zoned/mixed3/18', 1.15, 'mirroring on against the same two zones without'),
  ...['kernel', 'user'].map((subject) => ({
    name: `heap growth over 10^7 operations on ${subject} memory, in units of ${HEAP_BYTES} bytes`,
    of: [`heap-growth/${subject}`],
    ratio: (bytes?: number) => bytes! / HEAP_BYTES,
    target: 1,
    good: 'at most' as const,
  })),
  {
    name: `boot of 2^24 pages with records of owners, in units of ${BOOT_SECONDS} seconds`,
    of: ['boot-16m'],
    ratio: (seconds) => seconds! / BOOT_SECONDS,
    target: 1,
    good: 'at most',
  },
];

/** Packages know no zones, marks or types of mobility: the core is what does their work. The complete allocator does more. */
const OWN: readonly (readonly [subject: string, name: string, target: number])[] = [
  ['core', 'the core', 10],
  ['kernel', 'the complete allocator', 4],
];

const peers: readonly Row[] = Object.keys(PEERS).flatMap((peer) =>
  OWN.map(([subject, name, target]) => ({
    name: `npm's ${peer} against ${name}, 2^${PEER_EXPONENT} pages: ${SAY.mixed3}`,
    of: [`${peer}/mixed3/${PEER_EXPONENT}`, `${subject}/mixed3/${PEER_EXPONENT}`],
    ratio: (one?: number, two?: number) => one! / two!,
    target,
    good: 'at least' as const,
  })),
);

/** C pays for cache misses too: what is left is the allocator's own. */
const growth: readonly Row[] = ['core', 'kernel'].flatMap((subject) => [
  ...(['mixed3', 'mixed9', 'churn'] as const).map((workload) => ({
    name: `${subject}: growth from 2^12 to 2^22 pages in units of that in C: ${SAY[workload]}`,
    of: [`${subject}/${workload}/22`, `${subject}/${workload}/12`, `c/${workload}/22`, `c/${workload}/12`],
    ratio: (large?: number, small?: number, largeC?: number, smallC?: number) =>
      large! / small! / (largeC! / smallC!),
    target: 2,
    good: 'at most' as const,
  })),
  against(
    `${subject}/lifo/22`,
    `${subject}/lifo/12`,
    2,
    `${subject}: growth from 2^12 to 2^22 pages where caches suffice: ${SAY.lifo}`,
  ),
]);

export const ROWS: readonly Row[] = [
  ...core,
  ...whole,
  ...cached,
  ...policies,
  ...peers,
  ...growth,
  ...checked,
];

/** All measures that a row needs. */
export const MEASURES_OF_ROWS: readonly string[] = [...new Set(ROWS.flatMap((row) => row.of))];

export const isGood = ({ target, good }: Row, ratio: number): boolean =>
  good === 'at least' ? ratio >= target : ratio <= target;

/** The ratio of each round, as far as all figures go; none if a measure was skipped. */
export function ratiosOf(row: Row, figures: (measure: string) => readonly number[]): number[] {
  const all = row.of.map(figures);
  const rounds = Math.min(...all.map((seen) => seen.length));
  return Array.from({ length: rounds }, (_, round) => row.ratio(...all.map((seen) => seen[round]!)));
}
