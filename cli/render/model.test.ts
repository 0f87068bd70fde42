import { expect, test } from 'vitest';
import type { ModelSummary } from '../../properties/stocktaking/modelSummary.ts';
import { PLAIN } from './ink.ts';
import { modelText } from './model.ts';

const model: ModelSummary = {
  machines: [{ name: 'page', leaves: 16, events: 41, transitions: 300 }],
  operations: { total: 10, asked: 9, waiting: ['compact'] },
  designs: [{ name: 'none', title: 'no mirroring policy' }],
  invariants: {
    total: 113,
    expressible: 106,
    seenToFail: 105,
    catalogue: { total: 108, expressible: 103, seenToFail: 103 },
    demonstrations: 110,
    shownBy: { answer: 88, run: 2, world: 20 },
    waiting: ['INV-177'],
    lost: [],
    inexpressible: [{ id: 'INV-120', claim: 'a page is zeroed', reason: 'there are no bytes' }],
    rules: [],
  },
  witnesses: 44,
  findings: 5,
  requirements: {
    discussions: ['Kernel Summit 2005, memory management'],
    total: 54,
    covered: 40,
    outOfScope: 10,
    waiting: [{ id: 'mirror-rfc/2', mechanism: 'a reserve' }],
    rows: [],
  },
};

test('a model is what it consists of, and what it lacks', () => {
  expect(modelText(model, PLAIN)).toMatchInlineSnapshot(`
    "sound: 105 of 106 rules just seen to fail, and to hold beside it

      machine  states  events  transitions
      page         16      41          300

      rules         113 in all, 108 of the catalogue; 106 expressible, 105 seen to fail in 110
                    demonstrations
      shown by      88 an answer of a target, 2 a whole run, 20 a world or memory map built by hand
      no mechanism  INV-177
      operations    9 of 10 kinds can be asked
      not asked     compact
      designs       none
      witnesses     44 situations that every campaign counts; none is met here
      findings      5 legal but notable consequences of a policy
      requirements  54 mechanisms asked for since 2005: 40 covered, 10 out of scope, 1 waiting
      waiting       mirror-rfc/2

    rules that this contract cannot express
      INV-120  there are no bytes"
  `);
});

test('a model whose rule does not fail when shown is broken, before anything else is said', () => {
  const broken = { ...model, invariants: { ...model.invariants, lost: ['INV-1'] } };
  expect(modelText(broken, PLAIN).split('\n')[0]).toBe('broken: 1 rule did not fail when shown: INV-1');
});

test('a model that lacks nothing says so and leaves the lines out', () => {
  const whole = {
    ...model,
    operations: { total: 10, asked: 10, waiting: [] },
    invariants: {
      ...model.invariants,
      seenToFail: 106,
      catalogue: { total: 108, expressible: 103, seenToFail: 103 },
      waiting: [],
    },
    requirements: { ...model.requirements, covered: 41, waiting: [] },
  };
  const text = modelText(whole, PLAIN);
  expect(text).toMatch(/^sound: every rule just seen to fail/);
  expect(text).not.toMatch(/waiting|not asked|no mechanism/);
});
