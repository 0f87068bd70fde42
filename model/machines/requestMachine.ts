import { setup } from 'xstate';
import {
  REQUEST_RULES,
  type RequestEventName,
  type RequestFacts,
  type RequestLeaf,
  type RequestRuleName,
} from './requestRules.ts';

const requestSetup = setup({
  types: {
    context: {} as RequestFacts,
    input: {} as RequestFacts,
    events: {} as { readonly type: RequestEventName },
    meta: {} as { source: string },
  },
  guards: {
    obeys: ({ context }, rules: readonly RequestRuleName[]) =>
      rules.every((rule) => REQUEST_RULES[rule](context)),
  },
});

const obeys = (...params: readonly RequestRuleName[]) => ({ type: 'obeys', params }) as const;
const SLOWPATH = { source: 'mm/page_alloc.c: __alloc_pages_slowpath' };
const OOM = { source: 'mm/page_alloc.c: __alloc_pages_may_oom' };

const step = (target: RequestLeaf, description: string, ...rules: readonly RequestRuleName[]) =>
  ({ target, description, meta: SLOWPATH, guard: obeys(...rules) }) as const;

const serve = {
  target: 'granted',
  description: 'A zone passes its check and gives a block.',
  meta: { source: 'mm/page_alloc.c: get_page_from_freelist' },
} as const;

const BEGIN = ['INV-203 request is not made by reclaim', 'INV-201 a round is left'] as const;

const nextRound = step(
  'reclaiming',
  'Another round, since the last one found something.',
  'INV-202 a light request makes one round',
  'INV-201 a round is left',
  'INV-201 the round before found something',
);

const kill = {
  target: 'killing',
  description: 'Nothing more can be dropped: a process is killed for its memory.',
  meta: OOM,
  guard: obeys(
    'INV-202 a light request kills nobody',
    'INV-204 request is not costly',
    'INV-204 request is bound to no node and no low zone',
    'INV-204 request would not rather fail',
    'INV-204 request may enter file systems',
    'INV-204 nothing was dropped in this round',
  ),
} as const;

const giveUp = (...rules: readonly RequestRuleName[]) =>
  step(
    'gaveUp',
    'The rounds are used up, or the last one found nothing.',
    'INV-199 request may fail',
    'INV-200 a small request does not fail while retries never end',
    'INV-3 rounds are used up, or the last one found nothing',
    ...rules,
  );

const wait = (...rules: readonly RequestRuleName[]) =>
  step(
    'waiting',
    'Nothing is left to try, and the request does not fail.',
    'INV-201 request waits without end',
    'INV-199 the reserve is opened before a request that may not fail waits',
    'INV-3 the round found nothing',
    ...rules,
  );

const openReserve = (...rules: readonly RequestRuleName[]) =>
  step(
    'desperate',
    'A request that may not fail gets half of the min reserve before it waits.',
    'INV-129 only a request that may not fail opens the reserve',
    'INV-3 the round found nothing',
    ...rules,
  );

const KILL_TRIED = 'INV-3 a kill was tried where one is due';

/** What may follow a stage that is no kill. */
const afterStage = {
  serve,
  kill,
  reclaim: nextRound,
  openReserve: openReserve(KILL_TRIED),
  giveUp: giveUp(KILL_TRIED),
  wait: wait(KILL_TRIED),
};

/**
 * How a request goes on while it finds nothing, so that "may it fail now?" has an answer. Each state is what was done last, and
 * includes the attempt that followed.
 */
export const requestMachine = requestSetup.createMachine({
  id: 'request',
  description: 'The way of a request from the low mark to memory or to the end of all means.',
  meta: SLOWPATH,
  context: ({ input }) => ({ ...input }),
  initial: 'fast',
  states: {
    fast: {
      description: 'Zones are asked at their low mark.',
      meta: { source: 'mm/page_alloc.c: __alloc_frozen_pages_noprof' },
      on: {
        serve,
        miss: { target: 'slow', description: 'No zone is above its low mark.', meta: SLOWPATH },
        refuse: {
          target: 'refused',
          description: 'The flags contradict each other, or ask for what the caller has no right to.',
          meta: { source: 'include/linux/gfp.h: GFP_ZONE_BAD' },
        },
      },
    },
    slow: {
      description: 'Zones are asked at their min mark, with the rights of the request.',
      meta: SLOWPATH,
      on: {
        serve,
        drain: step('drained', 'All private lists are emptied.', 'INV-205 request may wait'),
        fail: step('failed', 'A request that cannot wait ends here.', 'INV-3 request cannot wait'),
      },
    },
    drained: {
      description: 'Private lists are empty, and zones were asked once more.',
      meta: { source: 'mm/page_alloc.c: __alloc_pages_direct_reclaim, drain_all_pages' },
      on: {
        serve,
        reclaim: step('reclaiming', 'The first round begins.', ...BEGIN),
        compact: step('preparing', 'Compaction comes first where memory is in pieces.', ...BEGIN),
        fail: [
          step(
            'failed',
            'Reclaim itself must not reclaim, so its request ends here.',
            'request is made by reclaim',
          ),
          step(
            'failed',
            'A request that makes no rounds ends here.',
            'INV-199 request may fail',
            'INV-200 a small request makes its rounds before it fails',
            'INV-3 no round is left',
          ),
        ],
      },
    },
    preparing: {
      description: 'Pages were moved together before anything was dropped.',
      meta: { source: 'mm/page_alloc.c: __alloc_pages_slowpath, compact_first' },
      on: { serve, reclaim: step('reclaiming', 'The first round begins.', ...BEGIN) },
    },
    reclaiming: {
      description: 'User memory in zones that help was dropped.',
      meta: { source: 'mm/page_alloc.c: __alloc_pages_direct_reclaim' },
      on: {
        ...afterStage,
        compact: step('compacting', 'Pages are moved together to make a larger block.'),
      },
    },
    compacting: {
      description: 'Pages were moved together.',
      meta: { source: 'mm/page_alloc.c: __alloc_pages_direct_compact' },
      on: afterStage,
    },
    killing: {
      description: 'A process was killed, or there was none to kill.',
      meta: OOM,
      on: { serve, reclaim: nextRound, openReserve: openReserve(), giveUp: giveUp(), wait: wait() },
    },
    desperate: {
      description: 'Half of the min reserve was opened.',
      meta: { source: 'mm/page_alloc.c: __alloc_pages_cpuset_fallback' },
      on: {
        serve,
        wait: step('waiting', 'Even the reserve has nothing, and the request does not fail.'),
      },
    },
    granted: { description: 'The request has its block.', meta: SLOWPATH },
    refused: { description: 'The request should not have been made.', meta: SLOWPATH },
    failed: { description: 'There is no memory, and no round was due.', meta: SLOWPATH },
    gaveUp: { description: 'There is no memory after the rounds that were due.', meta: SLOWPATH },
    waiting: {
      description: 'The request would wait until another operation frees memory.',
      meta: SLOWPATH,
    },
  },
});
