/**
 * A machine as a table: one byte for each event, leaf and set of facts, so that a step is one load. The machine stays the
 * only source; a test holds every cell against it.
 *
 * ```text
 * cells[((event * 32) + leaf) * 256 + facts]  =  target leaf, 0 to 31        the event is accepted
 *                                                128 + code of the refusal   it is refused, by that rule
 *                                                255                         no such leaf or no such facts
 * ```
 */
export interface CompiledMachine<Event extends string = string> {
  /** Names of the leaves by number: `free.available`. */
  readonly leaves: readonly string[];
  /** Names of the events by number. */
  readonly events: readonly Event[];
  /** The fact codes that stand for something, ascending; cells of all others hold {@link NO_CELL}. */
  readonly contexts: readonly number[];
  /** The answers, at {@link cellIndex}: a leaf, or from {@link REFUSED} on the code of a refusal. */
  readonly cells: Uint8Array;
  /** Rules that refuse, by code. */
  readonly refusals: readonly Refusal[];
  /** What a campaign can cover, by number. */
  readonly transitions: readonly AcceptedTransition[];
  /** Number of a transition at `(event * 32 + leaf) * 32 + target`; -1 where there is none. */
  readonly transitionNumber: Int16Array;
}

/** Why an event is refused. */
export interface Refusal {
  /** `INV-134`: the invariant that the refusal protects. */
  readonly invariant: string;
  /** `page is not isolated`: what would have to be true. */
  readonly rule: string;
}

/** One arrow of the machine, from leaf to leaf, that is taken under some facts. */
export interface AcceptedTransition {
  /** Number of the leaf it leads from. */
  readonly leaf: number;
  /** Number of the event that takes it. */
  readonly event: number;
  /** Number of the leaf it leads to, which may be the same. */
  readonly target: number;
  /** What happens, in one sentence. */
  readonly description: string;
  /** Kernel file and function where that is written. */
  readonly source: string;
}

/** Leaves that a belief mask has room for. */
export const LEAF_SLOTS = 32;
/** Codes that a byte of facts has room for. */
export const FACT_SLOTS = 256;
/** Cells from here on are refusals. */
export const REFUSED = 128;
/** What a cell holds that stands for nothing. */
export const NO_CELL = 255;

/** Where the answer to an event stands. */
export const cellIndex = (event: number, leaf: number, facts: number): number =>
  (event * LEAF_SLOTS + leaf) * FACT_SLOTS + facts;

/**
 * The leaf after an event, or a number from {@link REFUSED} on.
 *
 * @param facts code of the facts as they are before the event
 */
export const nextLeaf = (cells: Uint8Array, event: number, leaf: number, facts: number): number =>
  cells[cellIndex(event, leaf, facts)]!; // In bounds for events, leaves and bytes of this machine.

/** The rule that refuses an event; null if it is accepted, or if there are no such leaf and facts. */
export function refusalOf(
  machine: CompiledMachine,
  event: number,
  leaf: number,
  facts: number,
): Refusal | null {
  const cell = nextLeaf(machine.cells, event, leaf, facts);
  return cell < REFUSED ? null : (machine.refusals[cell - REFUSED] ?? null);
}

/** Number of the transition that leads from leaf to target by an event; -1 if there is none. */
export const transitionNumberOf = (
  machine: CompiledMachine,
  event: number,
  leaf: number,
  target: number,
): number => machine.transitionNumber[(event * LEAF_SLOTS + leaf) * LEAF_SLOTS + target]!; // In bounds, as above.
