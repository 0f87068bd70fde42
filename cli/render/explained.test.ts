import { expect, test } from 'vitest';
import { runCampaign } from '../../properties/campaign/runCampaign.ts';
import type { Explanation } from '../../properties/explain/explanation.ts';
import { FAULTS } from '../../properties/index.ts';
import { tiny } from '../../properties/presets/tiny.ts';
import { explained } from './explained.ts';
import { storyInWords } from './storyInWords.ts';

const [found] = runCampaign(
  { layouts: [tiny], design: 'kernelcore', seed: 1, runs: 20 },
  FAULTS['pin-stays-in-movable']!.target, // It exists.
).violations;

test('an explanation is sentences that stand alone', () => {
  expect(explained(found!)).toMatchInlineSnapshot(`
    {
      "doesNotMatter": [
        "#0 order, owner, cpu: every other value shows the same",
      ],
      "matters": [
        "#0 class user (or localUser, huge, patientUser, nofailUser): with kernel, atomic, nowait, reclaimable and 20 more no rule is broken",
        "#1 term long: with short no rule is broken",
      ],
      "needed": [
        "without #0 and #1 no rule is broken",
        "without #1 no rule is broken",
      ],
      "passes": [
        "#1 pin(#0, short): no rule is broken; only this differs:",
        "#1: the model says pinned at 0x20, in place of moved to Node 0 Normal, then pinned; the target says pinned at 0x20",
      ],
    }
  `);
});

test('the story says how far both sides agreed, where they parted, and what would have passed', () => {
  expect(storyInWords(found!)).toMatchInlineSnapshot(
    `"2 operations were asked on tiny under kernelcore; the first was answered as the model allows. At #1 pin(#0, long), the model says: moved to Node 0 Normal, then pinned; the target says: pinned at 0x20. INV-163 is broken: frame 0x20, movable.mapped, was pinned for long, but that needs: page is below ZONE_MOVABLE. It takes all of these operations. The nearest run that passes is the one with #1 pin(#0, short) in its place."`,
  );
});

const role = found!.explanation!.operations[0]!;
const saying = (explanation: Partial<Explanation>) =>
  explained({ ...found!, explanation: { ...found!.explanation!, ...explanation } });

test('how a run ends without an operation is told in each case', () => {
  const endings = [null, 'same', 'same elsewhere', 'INV-7'] as const;
  const operations = endings.map((without, number) => ({ ...role, number, without, dependents: [] }));
  expect(saying({ operations }).needed).toEqual([
    'without #1 the same is broken, so it is not needed',
    'without #2 the same rule shows only in the questions of the end',
    'without #3 INV-7 is broken instead',
  ]);
});

test('what the violating operation comes to then is told where it is something else', () => {
  const then = (saidThen: { model: string; target: string }) =>
    saying({ operations: [{ ...role, number: 0, dependents: [], saidThen }] }).needed;
  const { modelSays: model, targetSays: target } = found!.story.steps[1]!;
  expect(then({ model, target })).toEqual(['without #0 no rule is broken']);
  expect(then({ model, target: 'BUSY' })).toEqual(['without #0 no rule is broken; #1 then: BUSY']);
  expect(then({ model: 'BUSY', target })).toEqual([
    'without #0 no rule is broken; of #1 the model then says: BUSY',
  ]);
});

test('where not every value was tried, and where another rule breaks, that is said', () => {
  const [order] = role.arguments;
  const one = { ...order!, name: 'pfn', value: 16, same: [17, 18, 19, 40], isAll: false };
  const two = { ...one, passes: [15], breaksOther: [{ value: 21, invariant: 'INV-7' }] };
  expect(saying({ operations: [{ ...role, arguments: [one] }] }).doesNotMatter).toEqual([
    '#0 pfn: every value that was tried shows the same',
  ]);
  expect(saying({ operations: [{ ...role, arguments: [two] }] }).matters).toEqual([
    '#0 pfn 0x10 (or 0x11 to 0x13, 0x28): with 0xf no rule is broken; with 0x15 INV-7 is broken instead',
  ]);
});

test('a neighbour without an operation, or without another answer, is told as well', () => {
  const token = 'zp1';
  const change = { kind: 'left out', operations: [0, 1] } as const;
  expect(saying({ neighbour: { change, token, differences: [] } }).passes).toEqual([
    'without #0 and #1: no rule is broken; every answer is the same',
  ]);
  const differences = [{ number: 2, failing: { model: 'a', target: 'b' }, passing: null }];
  expect(saying({ neighbour: { change, token, differences } }).passes[1]).toBe(
    '#2, a question of the end, finds nothing wrong',
  );
});
