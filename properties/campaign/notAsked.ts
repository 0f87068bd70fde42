import type { OperationKind } from '../../spec/operations/operation.ts';

/** Transitions that only certain operations bring about: without any of them nothing takes them. */
interface Caused {
  readonly transitions: RegExp;
  readonly by: readonly OperationKind[];
}

const RANGES = ['contigAllocate', 'cmaAllocate'] as const;
const DROPS = ['reclaim', 'kswapd', 'setRetries', ...RANGES] as const;
const LEAVES = ['offline', 'beginOffline'] as const;
const MOVES = [
  ...LEAVES,
  ...RANGES,
  'migrate',
  'pin',
  'compact',
  'setRetries',
  'upgrade',
  'collapse',
] as const;

/** By machine, as coverage calls it. Pages are known by their events alone, the others by the text of the transition. */
const CAUSED: Readonly<Record<string, readonly Caused[]>> = {
  page: [
    { transitions: /^online$/, by: ['online'] },
    { transitions: /^takeOffline$/, by: ['offline', 'commit'] },
    { transitions: /^isolate$/, by: ['isolate', ...LEAVES] },
    { transitions: /^unisolate$/, by: ['isolate', 'online', ...LEAVES, ...RANGES] },
    { transitions: /^(isolateForRange|claimRange)/, by: RANGES },
    { transitions: /^(serveMigration$|migrateBegin|vacate|arrive)/, by: MOVES },
    { transitions: /^reclaim$/, by: DROPS },
    { transitions: /^pin/, by: ['pin'] },
    { transitions: /^unpin/, by: ['unpin'] },
    { transitions: /^poison/, by: ['poison', 'poisonOf'] },
    { transitions: /^unpoison$/, by: ['unpoison'] },
    { transitions: /^add$/, by: ['add'] },
    { transitions: /^remove$/, by: ['remove'] },
    { transitions: /^(getRef|ownerDrop)$/, by: ['getRef'] },
    { transitions: /^put(Ref|Last)/, by: ['putRef'] },
    { transitions: /^lend$/, by: ['inflate'] },
    { transitions: /^returnLent/, by: ['deflate'] },
    { transitions: /^(breakMirror|giveBack)/, by: ['breakMirror'] },
    { transitions: /^promote$/, by: ['upgrade', 'expandMirror'] },
    { transitions: /^replace$/, by: ['replace'] },
  ],
  'memory block': [
    { transitions: /--online/, by: ['online'] },
    { transitions: /--offline-->/, by: LEAVES },
    { transitions: /--offlineCommit/, by: ['offline', 'commit'] },
    { transitions: /--offlineCancel/, by: ['offline', 'rollback'] },
    { transitions: /--add/, by: ['add'] },
    { transitions: /--remove/, by: ['remove'] },
  ],
  request: [{ transitions: /--(reclaim|compact|kill|openReserve|giveUp|wait)-->/, by: ['setRetries'] }],
  'huge page': [
    { transitions: /--unmapPart/, by: ['unmapPart'] },
    { transitions: /--(split|part|partFreed)-->/, by: ['split'] },
    { transitions: /--(collapse|join)-->/, by: ['collapse'] },
    { transitions: /^(small|huge) --free/, by: DROPS },
  ],
  zone: [
    { transitions: /--tune/, by: ['setWatermarks'] },
    { transitions: /--reclaim/, by: ['kswapd'] },
    { transitions: /--drain/, by: ['offline', 'commit'] },
  ],
};

/** Why a transition is not taken by a target that cannot be asked for some operations; null if it may be. */
export function whyNotAsked(
  machine: string,
  transition: string,
  lacking: readonly OperationKind[],
): string | null {
  if (lacking.length === 0) return null;
  const { by } =
    CAUSED[machine]?.find(
      ({ transitions, by }) => transitions.test(transition) && by.every((kind) => lacking.includes(kind)),
    ) ?? {};
  return by === undefined ? null : `the target cannot be asked to ${by.join(' or ')}`;
}
