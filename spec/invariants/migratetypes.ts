import { everyPage, type Invariant } from './invariant.ts';

/** Pageblocks: isolation, CMA, fallback. */
export const migratetypeInvariants: readonly Invariant[] = [
  {
    id: 'INV-134',
    claim: 'no page of an isolated pageblock is handed out',
    why: 'offlining would never end',
    source: 'mm/page_isolation.c',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-135',
    claim: 'between operations a pageblock is isolated only as long as its caller keeps it so',
    why: 'a forgotten isolation withholds memory for ever',
    source: 'mm/page_isolation.c, undo_isolate_page_range',
    designs: 'all',
    scope: 'world',
    violators: everyPage(({ isolated, isolatedByCaller }) => isolated === isolatedByCaller),
  },
  {
    id: 'INV-136',
    claim: 'only an isolated pageblock is put back into service, with everything that was withheld',
    why: 'what is not given back is lost, what is given twice is served twice',
    source: 'mm/page_isolation.c, unset_migratetype_isolate',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-137',
    claim: 'a pageblock is isolated by one caller at a time',
    why: 'the second to give it back would put it into service under the first',
    source: 'mm/page_isolation.c, set_migratetype_isolate',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-138',
    claim: 'CMA pageblocks lend to nobody, and their type never changes',
    why: 'the area must be free of everything that cannot move',
    source: 'mm/page_alloc.c, fallbacks; mm/cma.c',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-139',
    claim: 'only movable requests get CMA pages',
    why: 'one unmovable page defeats every contiguous request over it',
    source: 'mm/page_alloc.c, gfp_to_alloc_flags_cma',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-140',
    claim:
      'CMA serves first when it is more than half of the free memory, and otherwise only when the own lists have nothing',
    why: 'without the half rule CMA stays idle while the rest of the zone is reclaimed',
    source: 'mm/page_alloc.c, __rmqueue',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-141',
    claim: 'a pageblock changes its type only when a request claims it: whole, or half free and alike',
    why: 'types that drift scatter unmovable pages over all memory',
    source: 'mm/page_alloc.c, try_to_claim_block',
    designs: 'all',
    scope: 'operation',
  },
  {
    id: 'INV-142',
    claim:
      'a request borrows from another type only when its own lists are empty, in the order of the fallback table',
    why: 'each needless loan leaves a mixed pageblock',
    source: 'mm/page_alloc.c, fallbacks, __rmqueue_steal',
    designs: 'all',
    scope: 'operation',
  },
];
