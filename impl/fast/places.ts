import { CMA, HIGHATOMIC, type MemoryMap, MOVABLE } from '../../spec/index.ts';
import { ROW_WORDS, ROWS_PER_ZONE } from '../buddy/rowRecord.ts';
import type { Memory } from '../memory/memory.ts';
import { NONE } from '../memory/pageBits.ts';
import { CACHED_PAGES, LARGEST_CACHED_ORDER, QUEUE_WORDS } from '../percpu/queueRecord.ts';
import { FREE_PAGES, ZONE_WORDS } from '../zones/zoneRecord.ts';
import { PLACE_ROW } from './placeRecord.ts';

const known = new WeakMap<MemoryMap, Int32Array>();

/**
 * Where the blocks of each CPU, row (zone and type) and order are taken from and put: on a private list or on the buddy lists, as the
 * order has it. NONE for lists that only the long way touches. Shared by all allocators of a machine.
 */
export function placesOf({ map, cpuCount, zoneCount }: Memory): Int32Array {
  const places = known.get(map) ?? createPlaces(cpuCount, zoneCount);
  known.set(map, places);
  return places;
}

function createPlaces(cpus: number, zones: number): Int32Array {
  const places = new Int32Array(cpus * zones * ROWS_PER_ZONE * PLACE_ROW).fill(NONE);
  const heads = zones * ZONE_WORDS;
  const caches = heads + zones * ROWS_PER_ZONE * ROW_WORDS;
  for (let queue = 0; queue < cpus * zones; queue++) {
    const zone = queue % zones;
    for (let type = 0; type <= CMA; type++) {
      const place = (queue * ROWS_PER_ZONE + type) * PLACE_ROW;
      const row = heads + (zone * ROWS_PER_ZONE + type) * ROW_WORDS;
      const lists = caches + queue * QUEUE_WORDS;
      for (let order = 0; order < PLACE_ROW / 2; order++) {
        const small = order <= LARGEST_CACHED_ORDER;
        if (!small && type >= HIGHATOMIC) break;
        const cached = lists + order * 4 + (type < HIGHATOMIC ? type : MOVABLE);
        places[place + 2 * order] = small ? cached : row + order;
        places[place + 2 * order + 1] = small ? lists + CACHED_PAGES : zone * ZONE_WORDS + FREE_PAGES;
      }
    }
  }
  return places;
}
