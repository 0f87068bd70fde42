import { describe, expect, it } from 'vitest';
import { CMA, HIGHATOMIC, MOVABLE } from '../../spec/index.ts';
import { listOf } from '../buddy/freeLists.ts';
import { cacheListOf, countOf, queueOf } from '../percpu/perCpu.ts';
import { bootOf } from '../testing/bootOf.ts';
import { FREE_PAGES } from '../zones/zoneRecord.ts';
import { fieldOf } from '../zones/zones.ts';
import { PLACE_ROW } from './placeRecord.ts';
import { placesOf } from './places.ts';

const TYPES = 8;
const ORDERS = 32;
const NONE = -1;

describe('places', () => {
  const { memory } = bootOf({
    ranges: [
      { start: 0, end: 64 },
      { start: 64, end: 128, node: 1 },
    ],
    cpus: 3,
  }).allocator;
  const { state, heads, caches, zones, cpuCount, zoneCount } = memory;
  const places = placesOf(memory);
  const at = (cpu: number, zone: number, type: number, order: number): [number, number] => {
    const place = ((cpu * zoneCount + zone) * TYPES + type) * PLACE_ROW + 2 * order;
    return [places[place]!, places[place + 1]!];
  };
  const inState = (part: Int32Array, index: number): number => part.byteOffset / 4 + index;

  it.each(
    Array.from({ length: cpuCount * zoneCount }, (_, queue) => [
      Math.floor(queue / zoneCount),
      queue % zoneCount,
    ]),
  )('of CPU %i and zone %i are those of its lists, and of their counts', (...[cpu, zone]) => {
    const queue = queueOf(memory, cpu!, zone!);
    for (let type = 0; type < TYPES; type++)
      for (let order = 0; order < ORDERS; order++) {
        const cached = type < HIGHATOMIC ? type : MOVABLE;
        const small = [inState(caches, cacheListOf(queue, order, cached)), inState(caches, countOf(queue))];
        const large = [
          inState(heads, listOf(zone!, type, order)),
          inState(zones, fieldOf(zone!, FREE_PAGES)),
        ];
        const right = order < 4 ? small : large;
        const isTouched = order < 4 ? type <= CMA : type < HIGHATOMIC;
        expect(at(cpu!, zone!, type, order), `type ${type}, order ${order}`).toEqual(
          isTouched ? right : [NONE, NONE],
        );
      }
  });

  it('lie in the state, and there are none for other CPUs and zones', () => {
    expect(state.byteOffset).toBe(0);
    expect(places).toHaveLength(cpuCount * zoneCount * TYPES * PLACE_ROW);
    expect(placesOf(memory)).toBe(places);
  });
});
