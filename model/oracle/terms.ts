import { CLAIMS, type Claim } from '../../spec/pages/claim.ts';
import { BALLOON_GFP } from '../../spec/requests/balloon.ts';
import { isPermitted, keepsUserOutside } from '../../spec/requests/eligibility.ts';
import { GFP, gfpMigratetype, gfpZone, isValidGfp } from '../../spec/requests/gfp.ts';
import { collapseGfp, longtermPinGfp, migrationGfp } from '../../spec/requests/migration.ts';
import { POOL_GFP } from '../../spec/requests/pool.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { zonelist } from '../../spec/requests/zonelist.ts';
import { MOVABLE } from '../../spec/zones/migratetype.ts';
import { cannotWait, ignoresWatermarks, isNonBlocking } from '../../spec/zones/watermarkCheck.ts';
import { ZONE_MOVABLE, ZONE_NORMAL } from '../../spec/zones/zone.ts';
import { PAGE_EVENT } from '../machines/pageEvents.ts';
import type { WorldState } from './state.ts';

/** What a request means under the active design, worked out once for each kind of request. */
export interface RequestTerms {
  readonly gfp: number;
  readonly valid: boolean;
  readonly permitted: boolean;
  readonly ceiling: number;
  readonly type: number;
  readonly claim: number;
  /** Page event of a grant, and of the arrival of a page that migrates under these terms. */
  readonly serve: number;
  readonly arrive: number;
  /** The design promises mirrored memory to this claim. */
  readonly promised: boolean;
  /** Mirrored memory is mandatory: only zones without an unmirrored frame. */
  readonly mandatory: boolean;
  /** Served from the mirror reserve and from nowhere else, whatever the marks say. */
  readonly fromReserve: boolean;
  /** Takes from pageblocks of the mirror before all others. */
  readonly prefersMirror: boolean;
  /** Kept out of kernel zones: only ZONE_MOVABLE. */
  readonly outside: boolean;
  /** 0: the whole min mark. 1: half of it. 2: three eighths. */
  readonly right: number;
  readonly ignoresMarks: boolean;
  /** Has private lists emptied before it gives up: for the reserve that would help nobody. */
  readonly mayWait: boolean;
  /** It cannot wait, so what is reserved for high-order atomic requests serves it as a last resort. */
  readonly nonBlock: boolean;
  /** It sees what is reserved for high-order atomic requests as free, below the low mark. */
  readonly seesReserve: boolean;
  /** For a request that may not fail: the same with half of the min mark, once nothing else is left. */
  readonly urgent: RequestTerms | null;
  /** The block is granted cleared. */
  readonly zeroed: boolean;
  /** Zonelists by node. */
  readonly zonelists: readonly Int32Array[];
}

/** Every kind of request a scenario can cause. */
export interface TermsBook {
  /** By number of the request class. */
  readonly classes: readonly RequestTerms[];
  /** New place of a page that moves, at `claim * 2 + (1 if it lies in ZONE_MOVABLE)`. */
  readonly migrations: readonly RequestTerms[];
  /** A page that is lent to a hypervisor. */
  readonly balloon: RequestTerms;
  /** New place of two blocks that become one, by claim. */
  readonly collapses: readonly RequestTerms[];
  /** New place of a page about to be pinned for long, by claim. */
  readonly longtermPins: readonly RequestTerms[];
  /** New place of what a process maps that becomes mirrored: memory that has a right to the mirror by then, or still. */
  readonly upgrades: { readonly user: RequestTerms; readonly critical: RequestTerms };
  /** The classes as a mirrored process asks for them: its user memory is mirrored by right. */
  readonly ofMirrored: readonly RequestTerms[];
  /** An element of the pool. */
  readonly pool: RequestTerms;
}

export function termsBook(s: WorldState): TermsBook {
  return {
    classes: REQUEST_CLASSES.map(({ gfp, claim }) => termsOf(s, gfp, claim)),
    migrations: CLAIMS.flatMap((claim) =>
      ([ZONE_NORMAL, ZONE_MOVABLE] as const).map((from) => termsOf(s, migrationGfp(claim, from), claim)),
    ),
    upgrades: {
      user: termsOf(s, migrationGfp('critical', ZONE_NORMAL), 'user'),
      critical: termsOf(s, migrationGfp('critical', ZONE_NORMAL), 'critical'),
    },
    ofMirrored: REQUEST_CLASSES.map(({ gfp, claim }) =>
      claim === 'user' ? termsOf(s, gfp | GFP.MIRROR | GFP.PRIVILEGED, 'critical') : termsOf(s, gfp, claim),
    ),
    pool: termsOf(s, POOL_GFP, 'kernel'),
    balloon: termsOf(s, BALLOON_GFP, 'kernel'),
    collapses: CLAIMS.map((claim) => termsOf(s, collapseGfp(claim), claim)),
    longtermPins: CLAIMS.map((claim) => ({
      ...termsOf(s, longtermPinGfp(claim), claim),
      arrive: claim === 'critical' ? PAGE_EVENT.arriveCriticalLongterm : PAGE_EVENT.arriveLongterm,
    })),
  };
}

function termsOf(s: WorldState, gfp: number, claim: Claim): RequestTerms {
  const ceiling = gfpZone(gfp);
  const mandatory = (gfp & GFP.MIRROR) !== 0;
  const outside = s.inForce && keepsUserOutside(s.design) && ceiling === ZONE_MOVABLE && !mandatory;
  const fromReserve = mandatory && s.setsAside;
  const promised = s.inForce && s.design.protects.includes(claim);
  return {
    gfp,
    valid: isValidGfp(gfp),
    permitted: isPermitted(s.design, s.inForce, gfp),
    ceiling,
    type: gfpMigratetype(gfp),
    claim: CLAIMS.indexOf(claim),
    serve: serveEvent(claim, promised, outside),
    arrive: arriveEvent(claim, outside),
    promised,
    mandatory,
    fromReserve,
    prefersMirror: s.prefersMirror && gfpMigratetype(gfp) !== MOVABLE,
    outside,
    right: gfp & GFP.HIGH ? (cannotWait(gfp) ? 2 : 1) : 0,
    ignoresMarks: ignoresWatermarks(gfp),
    mayWait: !cannotWait(gfp) && !fromReserve,
    nonBlock: isNonBlocking(gfp),
    seesReserve: isNonBlocking(gfp) || (gfp & GFP.HIGH) !== 0,
    urgent: gfp & GFP.NOFAIL && !(gfp & GFP.HIGH) ? termsOf(s, gfp | GFP.HIGH, claim) : null,
    zeroed: (gfp & GFP.ZERO) !== 0,
    zonelists: s.map.nodeOrder.map((_, node) => Int32Array.from(zonelist(s.map, node, gfp))),
  };
}

function serveEvent(claim: Claim, promised: boolean, outside: boolean): number {
  switch (claim) {
    case 'user':
      return outside ? PAGE_EVENT.serveUserOutside : PAGE_EVENT.serveUser;
    case 'kernel':
      return promised ? PAGE_EVENT.serveKernelPromised : PAGE_EVENT.serveKernel;
    case 'reclaimable':
      return promised ? PAGE_EVENT.serveReclaimablePromised : PAGE_EVENT.serveReclaimable;
    case 'kernelMovable':
      return PAGE_EVENT.serveKernelMovable;
    case 'driver':
      return outside ? PAGE_EVENT.serveDriverOutside : PAGE_EVENT.serveDriver;
    case 'critical':
      return PAGE_EVENT.serveCritical;
    case 'kernelCritical':
      return PAGE_EVENT.serveKernelCritical;
  }
}

/** Kernel pages never arrive anywhere; their entry is never asked for. */
function arriveEvent(claim: Claim, outside: boolean): number {
  if (claim === 'critical') return PAGE_EVENT.arriveCritical;
  if (claim === 'driver') return outside ? PAGE_EVENT.arriveDriverOutside : PAGE_EVENT.arriveDriver;
  if (claim === 'kernelMovable') return PAGE_EVENT.arriveKernelMovable;
  return outside ? PAGE_EVENT.arriveUserOutside : PAGE_EVENT.arriveUser;
}
