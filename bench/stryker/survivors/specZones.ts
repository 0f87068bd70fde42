import type { Survivors } from './survivor.ts';

const SHIFTED =
  'where the range begins above, its first page moves down by as much as is taken less before, so that it ends at the same page';

export const specZones: Survivors = {
  'spec/zones/addressZones.ts': [
    {
      line: 'for (let zone = ZONE_NORMAL; zone > 0; zone--) {',
      from: 'zone > 0',
      to: ['zone >= 0'],
      why: 'the lowest zone is the answer in any case, whether it has addresses or not',
    },
  ],
  'spec/zones/kernelcoreSize.ts': [
    {
      line: 'let share = Math.floor(required / usableNodes);',
      from: 'required / usableNodes',
      to: ['required * usableNodes'],
      why: 'a share that is larger than what is left is divided anew at the first node; with one node both are the same',
    },
    {
      line: '} while (usableNodes > 0 && required > usableNodes);',
      from: 'usableNodes > 0',
      to: ['usableNodes >= 0'],
      why: 'if anything is left after the round for one node, all memory is taken, and one more round takes nothing',
    },
    {
      line: 'if (first < usableStart) {',
      from: 'first < usableStart',
      to: ['true', 'first <= usableStart'],
      why: SHIFTED,
    },
  ],
  'spec/zones/mirrorPageblocks.ts': [
    {
      line: "mirrored && !cma && state !== 'lost' && (state === 'offline' || zoneIndexOf(zone) !== ZONE_MOVABLE);",
      from: "state !== 'lost'",
      to: ['true'],
      why: 'lost memory is in no zone, and the number for that has the index of ZONE_MOVABLE, which is looked at next',
    },
  ],
  'spec/zones/nodeOrder.ts': [
    {
      line: 'const score = (other: number) => (distances?.[other] ?? REMOTE_DISTANCE) + (other < node ? 1 : 0);',
      from: 'other < node',
      to: ['other <= node'],
      why: 'the node itself is not among the others whose scores are compared',
    },
  ],
};
