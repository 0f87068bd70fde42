import type { MirrorFact } from '../../spec/layout/memoryMap.ts';

/**
 * What is true of a frame beside its leaf, as the guards of the page machine see it. The facts are those *before* the
 * event: `isolate` asks whether the page is isolated already, `poisonReal` whether it is poisoned already.
 */
export interface PageFacts {
  /** Below ZONE_MOVABLE, or in it. Not constant: onlining chooses the zone. */
  readonly zone: 'kernel' | 'movable';
  /** Two copies, one although kernel pages may be here, or one where none may be. */
  readonly mirror: MirrorFact;
  /**
   * Type of the pageblock under any isolation; the three ordinary types lend to each other and count as one here. No rule
   * reads `highatomic`: the right to such a block belongs to the request, not to the claim. `reserve` is a pageblock that the
   * design sets aside for requests with a right to mirrored memory; one that only prefers them is ordinary.
   */
  readonly blockType: 'ordinary' | 'highatomic' | 'cma' | 'reserve';
  /** The pageblock is isolated. */
  readonly isolated: boolean;
  /** A memory error was reported for this page: by software, or by the hardware. */
  readonly bad: 'no' | 'injected' | 'real';
}

/** What {@link PageFacts.zone} may be, in the order of its number. */
export const ZONE_FACTS = ['kernel', 'movable'] as const satisfies readonly PageFacts['zone'][];
/** What {@link PageFacts.mirror} may be, in the order of its number. */
export const MIRROR_FACTS = ['protected', 'exempt', 'bare'] as const satisfies readonly PageFacts['mirror'][];
/** What {@link PageFacts.blockType} may be, in the order of its number. */
export const BLOCK_TYPES = [
  'ordinary',
  'highatomic',
  'cma',
  'reserve',
] as const satisfies readonly PageFacts['blockType'][];
/** What {@link PageFacts.bad} may be, in the order of its number. */
export const BAD_FACTS = ['no', 'injected', 'real'] as const satisfies readonly PageFacts['bad'][];

/**
 * Where each fact stands in the byte that holds all five; the value in its field is the place in the arrays above. The
 * byte indexes the compiled table as it is.
 *
 * ```text
 * bit   7 6 | 5        | 4 3       | 2 1    | 0
 *       bad | isolated | blockType | mirror | zone
 * ```
 */
export const FACT_ZONE_SHIFT = 0;
/** First bit of the field of {@link PageFacts.mirror}. */
export const FACT_MIRROR_SHIFT = 1;
/** First bit of the field of {@link PageFacts.blockType}. */
export const FACT_BLOCK_TYPE_SHIFT = 3;
/** The bit of {@link PageFacts.isolated}. */
export const FACT_ISOLATED_SHIFT = 5;
/** First bit of the field of {@link PageFacts.bad}. */
export const FACT_BAD_SHIFT = 6;

/** The byte that stands for these facts. */
export const pageFactCode = (facts: PageFacts): number =>
  (ZONE_FACTS.indexOf(facts.zone) << FACT_ZONE_SHIFT) |
  (MIRROR_FACTS.indexOf(facts.mirror) << FACT_MIRROR_SHIFT) |
  (BLOCK_TYPES.indexOf(facts.blockType) << FACT_BLOCK_TYPE_SHIFT) |
  (Number(facts.isolated) << FACT_ISOLATED_SHIFT) |
  (BAD_FACTS.indexOf(facts.bad) << FACT_BAD_SHIFT);

/** The facts that a byte stands for; null if a field of it holds the unused value 3. */
export function pageFactsOf(code: number): PageFacts | null {
  const zone = ZONE_FACTS[(code >> FACT_ZONE_SHIFT) & 1];
  const mirror = MIRROR_FACTS[(code >> FACT_MIRROR_SHIFT) & 3];
  const blockType = BLOCK_TYPES[(code >> FACT_BLOCK_TYPE_SHIFT) & 3];
  const bad = BAD_FACTS[(code >> FACT_BAD_SHIFT) & 3];
  if (!zone || !mirror || !blockType || !bad) return null;
  return { zone, mirror, blockType, isolated: ((code >> FACT_ISOLATED_SHIFT) & 1) === 1, bad };
}
