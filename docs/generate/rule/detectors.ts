const BAD_PAGE =
  'bad_page() ("BUG: Bad page state"), where pages are checked: CONFIG_DEBUG_VM, or check_pages';
const EXTFRAG = 'the tracepoint mm_page_alloc_extfrag shows each fallback, but judges none';
const COUNTERS = '/proc/sys/vm/stat_refresh warns of a counter below zero, and of nothing else';
const OFFLINED =
  'BUG_ON in __offline_isolated_pages(), if a page of the block is neither on a buddy list nor retired; nothing looks later';

/**
 * What Linux would notice by itself if a rule were broken: assertions of debug builds, warnings, counters that an administrator could
 * compare. A rule that is not listed would be broken in silence. Read off v6.1 to v6.12.
 */
export const DETECTORS: Readonly<Record<string, string>> = {
  'INV-1':
    'dump_page() names an "unmovable page", but only once its memory block is to go offline (has_unmovable_pages())',
  'INV-101': 'VM_BUG_ON_PAGE in __free_one_page(), with CONFIG_DEBUG_VM',
  'INV-102': `${BAD_PAGE}, once a frame that was given out twice is freed or given out again`,
  'INV-106': 'VM_BUG_ON_PAGE(bad_range()) in rmqueue() and __free_one_page(), with CONFIG_DEBUG_VM',
  'INV-107': BAD_PAGE,
  'INV-108':
    'VM_WARN_ONCE in __add_to_free_list() and __del_page_from_free_list() since v6.10, with CONFIG_DEBUG_VM',
  'INV-109':
    'VM_WARN_ONCE of the free lists since v6.10, with CONFIG_DEBUG_VM: it looks at the first pageblock of the block only',
  'INV-111': COUNTERS,
  'INV-112': COUNTERS,
  'INV-117':
    'VM_BUG_ON_PAGE in put_page_testzero() with CONFIG_DEBUG_VM; bad_page(); KASAN, for a use after the free',
  'INV-118':
    'VM_BUG_ON in order_to_pindex(), with CONFIG_DEBUG_VM: for orders that have no private list, and nothing else',
  'INV-123': 'VM_BUG_ON in gfp_zone() and VM_WARN_ON in gfp_migratetype(), with CONFIG_DEBUG_VM',
  'INV-134':
    'VM_BUG_ON_PAGE(is_migrate_isolate()) in free_pcppages_bulk() of older kernels, with CONFIG_DEBUG_VM; for private lists only',
  'INV-141': EXTFRAG,
  'INV-142': EXTFRAG,
  'INV-143': EXTFRAG,
  'INV-144': 'free_contig_range() warns of pages that are still in use',
  'INV-145': 'VM_BUG_ON in cma_release(), with CONFIG_DEBUG_VM: for a range that ends behind its area',
  'INV-158':
    'memblock warns that it "could not allocate ... of mirrored memory", but cannot tell a fallback that was needed from one that was not',
  'INV-162': 'the log of memory_failure(), which a corrected error never reaches',
  'INV-163':
    'do_migrate_range() logs "migrating pfn ... failed", but only once the memory block is to go offline',
  'INV-164': 'nr_foll_pin_acquired and nr_foll_pin_released of /proc/vmstat, for who compares them',
  'INV-167': 'nr_foll_pin_acquired and nr_foll_pin_released of /proc/vmstat, for who compares them',
  'INV-169': 'VM_BUG_ON_PAGE in put_page_testzero(), with CONFIG_DEBUG_VM',
  'INV-172':
    'dump_page() names an "unmovable page" in the way; a page that was moved all the same is noticed by nobody',
  'INV-174':
    'bad_page() in free_tail_page_prepare(), for a huge page that is freed while it waits to be split',
  'INV-175': 'VM_BUG_ON_FOLIO in folio_get(), with CONFIG_DEBUG_VM',
  'INV-177': 'the watchdog for soft lockups, if it never ends',
  'INV-185': OFFLINED,
  'INV-186': OFFLINED,
  'INV-187': 'the watchdog for hung tasks, if it never ends',
  'INV-191': 'BUG() in __remove_memory(), if the block is not offline',
  'INV-192':
    'check_new_page() passes poisoned pages over, where pages are checked: CONFIG_DEBUG_VM, or check_pages',
  'INV-199': 'the caller, who does not look, by following a null pointer',
  'INV-203': 'lockdep, by its map fs_reclaim, with CONFIG_LOCKDEP',
  'INV-205': 'might_alloc(), "sleeping function called from invalid context", with CONFIG_DEBUG_ATOMIC_SLEEP',
};
