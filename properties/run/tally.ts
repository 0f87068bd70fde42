/** What the runs of a session have seen so far; counters only grow, and a campaign reads them when it ends. */
export interface Tally {
  /** Operations executed, and those skipped because their subject did not exist. */
  executed: number;
  skipped: number;
  /** `outcomes[kind * OUTCOMES + outcome]`; see `OUTCOME_NAMES`. */
  readonly outcomes: Float64Array;
  /** Whether each transition of the page machine was taken, by its dense number: 0, or more. */
  readonly transitions: Float64Array;
  /** How often each transition of the memory block machine was taken. */
  readonly blockTransitions: Float64Array;
  /** How often each transition of the machine of zone pressure was taken. */
  readonly pressureTransitions: Float64Array;
  /** How often each transition of the request machine was taken. */
  readonly requestTransitions: Float64Array;
  /** How often each transition of the huge page machine was taken. */
  readonly hugePageTransitions: Float64Array;
  /** By place in `WITNESSES` of the specification. */
  readonly witnesses: Float64Array;
  /** By place in `FINDINGS` of the specification. */
  readonly findings: Float64Array;
  /** By place in `REPORT_KINDS`: how often the target reported it, and whether there was something to report that it never did. */
  readonly heard: Float64Array;
  readonly due: Float64Array;
  decided: number;
  undecided: number;
}

/** Outcomes that are counted apart. */
export const OUTCOME_NAMES = [
  'granted',
  'done',
  'no memory',
  'not permitted',
  'busy',
  'invalid',
  'not online',
  'poisoned in the way',
  'recovered',
  'lost',
  'ignored',
  'failed',
  'already',
  'corrected',
  'would wait',
  'interrupted',
  'vetoed',
] as const;

export const OUTCOMES = 32;
