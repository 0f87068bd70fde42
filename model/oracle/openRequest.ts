import { GFP } from '../../spec/requests/gfp.ts';
import {
  COSTLY_ORDER,
  compactsFirst,
  compactsFor,
  ENDLESS,
  isBound,
  makesRounds,
  roundBudget,
} from '../../spec/requests/rounds.ts';
import { cannotWait } from '../../spec/zones/watermarkCheck.ts';
import { nextLeaf, REFUSED, refusalOf, transitionNumberOf } from '../compile/compiledMachine.ts';
import { requestTable } from '../compile/requestTable.ts';
import {
  REQUEST_EVENT,
  REQUEST_LEAF,
  type RequestEventName,
  type RequestFacts,
  requestFactCode,
} from '../machines/requestRules.ts';
import { Objection } from './objection.ts';
import type { WorldState } from './state.ts';

/** How far a request has come, beyond what the attempts themselves need. */
export interface OpenRequest {
  gfp: number;
  order: number;
  /** Number of a state of the request machine. */
  leaf: number;
  /** Rounds begun. */
  round: number;
  /** This round dropped something, or killed somebody. */
  progress: boolean;
}

export const newRequest = (): OpenRequest => ({
  gfp: 0,
  order: 0,
  leaf: REQUEST_LEAF.fast,
  round: 0,
  progress: false,
});

/** Number of the transition that nearly every request takes: served at the first attempt. */
export const SERVED_AT_ONCE = transitionNumberOf(
  requestTable,
  REQUEST_EVENT.serve,
  REQUEST_LEAF.fast,
  REQUEST_LEAF.granted,
);

/** Number of the transition of flags that contradict each other, of which there are no facts. */
export const REFUSED_AT_ONCE = transitionNumberOf(
  requestTable,
  REQUEST_EVENT.refuse,
  REQUEST_LEAF.fast,
  REQUEST_LEAF.refused,
);

/** Steps a request by one event; the guard that refuses is the diagnosis. */
export function stepRequest(s: WorldState, request: OpenRequest, name: RequestEventName): void {
  const event = REQUEST_EVENT[name];
  const code = requestFactCode(factsOf(s, request));
  const target = nextLeaf(requestTable.cells, event, request.leaf, code);
  if (target >= REFUSED) {
    const { invariant, rule } = refusalOf(requestTable, event, request.leaf, code)!; // Whatever refuses is a rule.
    throw new Objection(
      invariant,
      `a request of order ${request.order} ${PHRASES[name]}, but that needs: ${rule}`,
    );
  }
  mustCompact(request, name);
  s.requestTransitions[transitionNumberOf(requestTable, event, request.leaf, target)]!++;
  request.leaf = target;
}

/** Pages are moved together where that may help, before anything is dropped or behind it, and nowhere else. */
function mustCompact({ gfp, order, leaf }: OpenRequest, name: RequestEventName): void {
  const first = leaf === REQUEST_LEAF.drained;
  if (!first && leaf !== REQUEST_LEAF.reclaiming) return;
  const isDue = first ? compactsFirst(gfp, order) : compactsFor(gfp, order);
  if (name === 'compact' && !isDue)
    throw new Objection(
      'INV-4',
      `pages were moved together for a request of order ${order} that does not compact`,
    );
  if (isDue && name !== 'compact' && name !== 'serve' && !(first && name === 'fail'))
    throw new Objection(
      'INV-3',
      `a request of order ${order} ${PHRASES[name]} before pages were moved together`,
    );
}

/** A request that has left the first attempt behind without telling: lists were emptied only if it may wait. */
export function catchUp(s: WorldState, request: OpenRequest, drains: boolean): void {
  if (request.leaf === REQUEST_LEAF.fast) stepRequest(s, request, 'miss');
  if (request.leaf === REQUEST_LEAF.slow && drains) stepRequest(s, request, 'drain');
}

function factsOf(s: WorldState, { gfp, order, round, progress }: OpenRequest): RequestFacts {
  const budget = roundBudget(gfp, order, s.retries);
  return {
    waits: cannotWait(gfp) ? 'no' : makesRounds(gfp) ? 'may' : 'reclaim',
    patience: patienceOf(gfp),
    reach: reachOf(gfp, order),
    rounds: budget === ENDLESS ? 'endless' : round < budget ? 'some' : 'none',
    progress,
  };
}

function reachOf(gfp: number, order: number): RequestFacts['reach'] {
  if (order > COSTLY_ORDER) return 'costly';
  if (isBound(gfp)) return 'bound';
  return gfp & GFP.FS ? 'small' : 'noFiles';
}

function patienceOf(gfp: number): RequestFacts['patience'] {
  if (gfp & GFP.NOFAIL) return 'nofail';
  if (gfp & GFP.NORETRY) return 'light';
  return gfp & GFP.RETRY_MAYFAIL ? 'mayFail' : 'usual';
}

const PHRASES: Readonly<Record<RequestEventName, string>> = {
  refuse: 'was refused for its flags',
  serve: 'was served',
  miss: 'found no zone above its low mark',
  drain: 'had private lists emptied',
  reclaim: 'went on to reclaim',
  compact: 'went on to compaction',
  kill: 'went on to kill a process',
  openReserve: 'went on to open the reserve',
  fail: 'was refused for lack of memory',
  giveUp: 'gave up',
  wait: 'was said to wait for ever',
};
