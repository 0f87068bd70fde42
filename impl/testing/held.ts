import { type Claim, GFP, REQUEST_CLASSES } from '../../spec/index.ts';

/** What a caller has, as the caller knows it. */
export interface Held {
  pfn: number;
  order: number;
  readonly gfp: number;
  readonly claim: Claim;
  /** The process it is for. */
  readonly owner: number;
  short: number;
  long: number;
  references: number;
  /** Its owner freed it, and a reference keeps it. */
  orphan: boolean;
  locked: boolean;
  /** Its upper half is unmapped. */
  half: boolean;
  readonly lent: boolean;
  /** By page: who it was handed to. */
  records: number[];
}

/** A block that was just handed out. */
export function justHeld(pfn: number, order: number, gfp: number, owner: number, record: number): Held {
  const held = { short: 0, long: 0, references: 0, orphan: false, locked: false, half: false, lent: false };
  const records = new Array<number>(2 ** order).fill(record);
  return { ...held, pfn, order, gfp, claim: claimOf(gfp), owner, records };
}

const claimOf = (gfp: number): Claim =>
  REQUEST_CLASSES.find((entry) => entry.gfp === gfp)?.claim ?? (gfp & GFP.MIRROR ? 'critical' : 'kernel');

/** User space has it. */
export const isUser = ({ claim, orphan }: Held): boolean =>
  !orphan && (claim === 'user' || claim === 'kernelMovable' || claim === 'critical');

/** Somebody has it by a pin or a reference, or it is lent: it stays where it is. */
export const isInPlace = ({ short, long, references, lent }: Held): boolean =>
  lent || short + long + references > 0;

export const pagesOf = ({ order }: Held): number => 2 ** order;
