import type { DesignName } from '../designs/design.ts';
import type { Page, PageKind, World, ZoneLedger } from '../world/world.ts';

/**
 * A rule with a number. INV-0 to INV-4 are the mission's own; INV-1nn is rule nn of the catalogue of page-frame rules read
 * off Linux and the discussions it came from.
 */
export interface Invariant {
  /** Its number, which never changes. */
  readonly id: `INV-${number}`;
  /** One sentence in the present tense, as a report quotes it. */
  readonly claim: string;
  /** What breaks if it does not hold. */
  readonly why: string;
  /** Kernel file, discussion, or both. */
  readonly source: string;
  /** Designs it holds in. */
  readonly designs: 'all' | readonly DesignName[];
  /** Judged only for targets that promise it: see `keepsWatermarks` in the contract. */
  readonly needs?: 'watermarks';
  /**
   * When it is judged. `operation`: by the oracle, on each answer and effect. `world`: over all frames, between
   * operations. `report`: on what the target says of itself. `boot`: on the memory map
   * that zoneproof makes of the layout, which is given to the target and which no target can break.
   */
  readonly scope: 'operation' | 'world' | 'report' | 'boot';
  /** One pfn of each kind of frame (or the zones' first pfns) that breaks a `world` or `boot` rule. */
  readonly violators?: (world: World) => number[];
}

/** A world rule that each frame obeys or breaks by itself. */
export const everyPage =
  (holds: (page: Page, world: World) => boolean) =>
  (world: World): number[] =>
    world
      .kinds()
      .filter(({ page }) => !holds(page, world))
      .map(({ first }) => first);

/** A world rule about the counters of each zone, given the kinds of frames that carry its number. */
export const everyZone =
  (holds: (ledger: ZoneLedger, kinds: readonly PageKind[], world: World) => boolean) =>
  (world: World): number[] => {
    const inZone = (zone: number) => world.kinds().filter(({ page }) => page.zone === zone);
    return world.ledgers
      .filter((ledger) => !holds(ledger, inZone(ledger.zone), world))
      .map(({ zone }) => world.map.zones[zone]?.start ?? 0);
  };

/** The design's promise covers the page's claim, and the promises are in force. */
export const isPromised = (page: Page, { design, inForce }: World): boolean =>
  inForce && page.claim !== null && design.protects.includes(page.claim);
