import { expect, test } from 'vitest';
import { tiny } from '../../properties/presets/tiny.ts';
import { wordsOf } from '../../properties/scenario/wordsOf.ts';
import { type Failure, failureReport } from './failure.ts';
import { COLOURED, PLAIN } from './ink.ts';

const ALLOCATE = { kind: 'allocate', order: 0, class: 'user', node: 0, cpu: 0 } as const;
const PIN = { kind: 'pin', of: 0, term: 'long' } as const;

const MOVABLE = { zone: 'Node 0 Movable', mirror: 'bare', holder: null, culprit: false } as const;

const failure: Failure = {
  found: {
    violation: {
      invariant: 'INV-152',
      property: 'follows the model',
      sentence: '0x20 was pinned for long in ZONE_MOVABLE',
      operation: 1,
      pfns: [0x20],
    },
    scenario: { layout: tiny, design: 'kernelcore', operations: wordsOf([ALLOCATE, PIN]) },
    token: 'zp1.kernelcore.tiny.IA',
    story: {
      steps: [
        {
          number: 0,
          operation: ALLOCATE,
          modelSays: 'a block of order 0 in Node 0 Movable',
          targetSays: 'granted 0x20',
          agrees: true,
        },
        {
          number: 1,
          operation: PIN,
          modelSays: 'moved out of Node 0 Movable, then pinned',
          targetSays: 'pinned at 0x20',
          agrees: false,
        },
      ],
      before: {
        runs: [
          { ...MOVABLE, start: 0x20, end: 0x21, leaves: ['movable.mapped'], holder: 0, culprit: true },
          { ...MOVABLE, start: 0x21, end: 0x40, leaves: ['free.available'] },
        ],
      },
      after: {
        runs: [
          { ...MOVABLE, start: 0x20, end: 0x21, leaves: ['pinned.longterm'], holder: 0, culprit: true },
          { ...MOVABLE, start: 0x21, end: 0x40, leaves: ['free.available'] },
        ],
      },
    },
    foundIn: 16,
    executions: 41,
    minimal: true,
    certificate: null,
    searched: 0,
    searchedSince: 0,
  },
  rule: {
    id: 'INV-152',
    claim: 'a long-term pin never stays in ZONE_MOVABLE',
    why: 'a device may hold the page for ever, and its memory block can then never be removed',
    source: 'mm/gup.c, check_and_migrate_movable_pages',
  },
  target: 'pin-stays-in-movable',
  replay: 'zoneproof replay zp1.kernelcore.tiny.IA --fault pin-stays-in-movable',
  passing: null,
  explain: 'zoneproof explain INV-152',
};

test('a failure begins with the verdict and ends with the commands to type next', () => {
  expect(failureReport(failure, PLAIN)).toMatchInlineSnapshot(`
    "error[INV-152]: 0x20 was pinned for long in ZONE_MOVABLE
      -->  property 'follows the model', layout tiny, design kernelcore, target pin-stays-in-movable

             operation                               model says                                target says
         #0  allocate(order 0, user, node 0, cpu 0)  a block of order 0 in Node 0 Movable      granted 0x20
      ✗  #1  pin(#0, long)                           moved out of Node 0 Movable, then pinned  pinned at 0x20

      pages before #1
        Node 0 Movable, bare  0x20  u .(31)
                                    ^
      pages as the target left them
        Node 0 Movable, bare  0x20  l .(31)
                                    ^
      . free.available   u movable.mapped   l pinned.longterm   ^ shows the violation

      rule    a long-term pin never stays in ZONE_MOVABLE
      why     a device may hold the page for ever, and its memory block can then never be removed
      source  mm/gup.c, check_and_migrate_movable_pages
      length  2 operations; none of them can go; first seen in a run of 16, 41 runs to shorten it

      token    zp1.kernelcore.tiny.IA
      replay   zoneproof replay zp1.kernelcore.tiny.IA --fault pin-stays-in-movable
      explain  zoneproof explain INV-152"
  `);
});

test('colour adds nothing that signs do not say', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  const plain = failureReport(failure, COLOURED).replace(/\u001b\[\d+m/g, '');
  expect(plain).toBe(failureReport(failure, PLAIN));
});

test('a failure without steps and maps is still a report', () => {
  const story = { steps: [], before: { runs: [] }, after: { runs: [] } };
  const scenario = { ...failure.found.scenario, operations: new Int32Array(0) };
  const report = failureReport({ ...failure, found: { ...failure.found, story, scenario } }, PLAIN);
  expect(report).not.toContain('operation   ');
  expect(report).toContain('length  0 operations\n');
});
