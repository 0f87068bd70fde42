/** What is true of a request beside how far it has come, before the event. */
export interface RequestFacts {
  /** It must be answered at once; it is made by reclaim itself; or it may wait for reclaim. */
  readonly waits: 'no' | 'reclaim' | 'may';
  /** How long it is tried: `__GFP_NORETRY` is `light`. */
  readonly patience: 'usual' | 'light' | 'mayFail' | 'nofail';
  /** Order 3 or less; above; or, if small, bound to its node or to low zones, or without a way into file systems. */
  readonly reach: 'small' | 'costly' | 'bound' | 'noFiles';
  /** Rounds that it may still make. */
  readonly rounds: 'none' | 'some' | 'endless';
  /** This round dropped something, or killed somebody. */
  readonly progress: boolean;
}

/** What {@link RequestFacts.waits} may be, in the order of its number. */
export const REQUEST_WAITS = ['no', 'reclaim', 'may'] as const satisfies readonly RequestFacts['waits'][];
/** What {@link RequestFacts.patience} may be, in the order of its number. */
export const REQUEST_PATIENCE = [
  'usual',
  'light',
  'mayFail',
  'nofail',
] as const satisfies readonly RequestFacts['patience'][];
/** What {@link RequestFacts.reach} may be, in the order of its number. */
export const REQUEST_REACH = [
  'small',
  'costly',
  'bound',
  'noFiles',
] as const satisfies readonly RequestFacts['reach'][];
/** What {@link RequestFacts.rounds} may be, in the order of its number. */
export const REQUEST_ROUNDS = [
  'none',
  'some',
  'endless',
] as const satisfies readonly RequestFacts['rounds'][];

/** What can happen to a request, in the order of its number. */
export const REQUEST_EVENTS = [
  'refuse',
  'serve',
  'miss',
  'drain',
  'reclaim',
  'compact',
  'kill',
  'openReserve',
  'fail',
  'giveUp',
  'wait',
] as const;

/** Name of an event of {@link REQUEST_EVENTS}. */
export type RequestEventName = (typeof REQUEST_EVENTS)[number];

/** Number of an event: its place in {@link REQUEST_EVENTS}. */
export const REQUEST_EVENT = Object.fromEntries(
  REQUEST_EVENTS.map((name, number) => [name, number]),
) as Readonly<Record<RequestEventName, number>>; // The entries are made from the very names of the type.

/** How far a request has come, in the order of the number of the state. */
export const REQUEST_LEAVES = [
  'fast',
  'slow',
  'drained',
  'preparing',
  'reclaiming',
  'compacting',
  'killing',
  'desperate',
  'granted',
  'refused',
  'failed',
  'gaveUp',
  'waiting',
] as const;

/** Name of a state of {@link REQUEST_LEAVES}. */
export type RequestLeaf = (typeof REQUEST_LEAVES)[number];

/** Number of a state: its place in {@link REQUEST_LEAVES}. */
export const REQUEST_LEAF = Object.fromEntries(
  REQUEST_LEAVES.map((name, number) => [name, number]),
) as Readonly<Record<RequestLeaf, number>>; // As above.

const isSmallAndUsual = ({ patience, reach }: RequestFacts): boolean =>
  patience === 'usual' && (reach === 'small' || reach === 'noFiles');
const mayKill = ({ patience, reach }: RequestFacts): boolean =>
  reach === 'small' && (patience === 'usual' || patience === 'nofail');

/** The rules that guards name; numbers from INV-101 on are those of the catalogue of Linux rules. */
export const REQUEST_RULES = {
  'request is made by reclaim': ({ waits }) => waits === 'reclaim',
  'INV-3 request cannot wait': ({ waits }) => waits === 'no',
  'INV-3 no round is left': ({ rounds }) => rounds === 'none',
  'INV-3 rounds are used up, or the last one found nothing': ({ rounds, progress }) =>
    rounds === 'none' || !progress,
  'INV-3 the round found nothing': ({ progress }) => !progress,
  'INV-3 a kill was tried where one is due': (facts) => facts.progress || !mayKill(facts),
  'INV-199 request may fail': ({ patience }) => patience !== 'nofail',
  'INV-199 the reserve is opened before a request that may not fail waits': ({ patience }) =>
    patience !== 'nofail',
  'INV-200 a small request makes its rounds before it fails': (facts) =>
    !isSmallAndUsual(facts) || facts.rounds === 'none',
  'INV-200 a small request does not fail while retries never end': (facts) =>
    !isSmallAndUsual(facts) || facts.rounds !== 'endless',
  'INV-201 a round is left': ({ rounds }) => rounds !== 'none',
  'INV-201 the round before found something': ({ progress }) => progress,
  'INV-201 request waits without end': (facts) =>
    facts.patience === 'nofail' || (isSmallAndUsual(facts) && facts.rounds === 'endless'),
  'INV-202 a light request makes one round': ({ patience, rounds }) =>
    patience !== 'light' || rounds !== 'none',
  'INV-202 a light request kills nobody': ({ patience }) => patience !== 'light',
  'INV-203 request is not made by reclaim': ({ waits }) => waits !== 'reclaim',
  'INV-204 request is not costly': ({ reach }) => reach !== 'costly',
  'INV-204 request is bound to no node and no low zone': ({ reach }) => reach !== 'bound',
  'INV-204 request may enter file systems': ({ reach }) => reach !== 'noFiles',
  'INV-204 request would not rather fail': ({ patience }) => patience !== 'mayFail',
  'INV-204 nothing was dropped in this round': ({ progress }) => !progress,
  'INV-205 request may wait': ({ waits }) => waits !== 'no',
  'INV-129 only a request that may not fail opens the reserve': ({ patience }) => patience === 'nofail',
} as const satisfies Record<string, (facts: RequestFacts) => boolean>;

/** Name of a rule of {@link REQUEST_RULES}. */
export type RequestRuleName = keyof typeof REQUEST_RULES;

/** The rule that is broken in a state that does not know the event at all. */
export const REQUEST_DEFAULT_REFUSALS: Readonly<Record<RequestEventName, string>> = {
  refuse: 'INV-123 nothing was tried yet',
  serve: 'INV-3 request is open',
  miss: 'INV-3 no zone passed its check at the low mark',
  drain: 'INV-4 no zone passed its check at the min mark',
  reclaim: 'INV-4 private lists were emptied, and a round begins',
  compact: 'INV-4 reclaim came before, or the first round begins',
  kill: 'INV-204 reclaim came before',
  openReserve: 'INV-129 a round came before',
  fail: 'INV-3 the request went as far as it may',
  giveUp: 'INV-3 rounds were made',
  wait: 'INV-3 rounds were made',
};

/** The byte that stands for these facts: one of eight situations, then patience and reach by their places in their lists. */
export const requestFactCode = ({ waits, patience, reach, rounds, progress }: RequestFacts): number =>
  (situationOf(waits, rounds, progress) * REQUEST_PATIENCE.length + REQUEST_PATIENCE.indexOf(patience)) *
    REQUEST_REACH.length +
  REQUEST_REACH.indexOf(reach);

/** Only a request that may wait has rounds: 0 and 1 are the others. */
const situationOf = (
  waits: RequestFacts['waits'],
  rounds: RequestFacts['rounds'],
  progress: boolean,
): number =>
  waits === 'may'
    ? OTHERS + REQUEST_ROUNDS.indexOf(rounds) * 2 + Number(progress)
    : REQUEST_WAITS.indexOf(waits);

const OTHERS = REQUEST_WAITS.indexOf('may');

/** The facts that a byte stands for; null if no request can be so. */
export function requestFactsOf(code: number): RequestFacts | null {
  const reach = REQUEST_REACH[code % REQUEST_REACH.length]!; // Each modulus is the length of its list.
  const who = Math.floor(code / REQUEST_REACH.length);
  const patience = REQUEST_PATIENCE[who % REQUEST_PATIENCE.length]!;
  const situation = Math.floor(who / REQUEST_PATIENCE.length);
  const waits = REQUEST_WAITS[Math.min(situation, OTHERS)]!; // Not negative.
  const chances = Math.max(0, situation - OTHERS);
  const rounds = REQUEST_ROUNDS[Math.floor(chances / 2)];
  if (rounds === undefined) return null;
  const facts: RequestFacts = { waits, patience, reach, rounds, progress: chances % 2 === 1 };
  return isPossible(facts) ? facts : null;
}

/** Who may not fail has rounds without end; the light and the costly have few. That who cannot wait has none the byte says itself. */
function isPossible({ patience, reach, rounds }: RequestFacts): boolean {
  if (patience === 'nofail') return rounds === 'endless';
  return rounds !== 'endless' || (patience !== 'light' && reach !== 'costly');
}
