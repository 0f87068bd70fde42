import { expect, test } from 'vitest';
import { faultPage, type ToldFault, unplantedPage } from './faultPage.ts';
import { PLAIN } from './ink.ts';

const bug = {
  id: 'B07',
  area: 'movable',
  system: 'Linux before 5.13',
  story: 'Memory could not be removed once somebody held it.',
  source: 'commit d1e153fea2a8',
} as const;
const told: ToldFault = {
  name: 'pin-stays-in-movable',
  summary: 'a long-term pin leaves its page in ZONE_MOVABLE or CMA',
  bug,
  design: 'kernelcore',
  rules: [{ id: 'INV-163', claim: 'a pinned page is elsewhere', why: 'because', source: 'mm/gup.c' }],
  minimal: {
    invariant: 'INV-163',
    token: 'zp1.kernelcore.tiny.AAAA',
    proven: true,
    steps: ['#0 allocate(order 0, user)', '#1 pin(#0, long)'],
    layout: 'tiny',
  },
};

test('the page of a fault has the story, the rule and the shortest run', () => {
  expect(faultPage(told, PLAIN)).toMatchInlineSnapshot(`
    "B07, pin-stays-in-movable: a long-term pin leaves its page in ZONE_MOVABLE or CMA

      story     Memory could not be removed once somebody held it.
      system    Linux before 5.13
      area      ZONE_MOVABLE, pins and hotplug
      source    commit d1e153fea2a8
      breaks    INV-163: a pinned page is elsewhere
      design    kernelcore
      shown by  #0 allocate(order 0, user)
                #1 pin(#0, long)
                on tiny; nothing shorter shows it, as far as a search tries

      check   zoneproof check --fault pin-stays-in-movable
      replay  zoneproof replay zp1.kernelcore.tiny.AAAA --fault pin-stays-in-movable"
  `);
});

test('one without history or scenario says what there is', () => {
  const { bug: _, ...plain } = told;
  expect(faultPage({ ...plain, minimal: null }, PLAIN)).toMatchInlineSnapshot(`
    "pin-stays-in-movable: a long-term pin leaves its page in ZONE_MOVABLE or CMA

      breaks  INV-163: a pinned page is elsewhere
      design  kernelcore

      check  zoneproof check --fault pin-stays-in-movable"
  `);
  const atBoot = { ...told.minimal!, steps: [], proven: false };
  expect(faultPage({ ...told, minimal: atBoot }, PLAIN)).toContain('shown by  the boot of tiny, before any');
});

test('a bug that is not planted has the reason', () => {
  expect(unplantedPage({ ...bug, id: 'B61', reason: 'there are no locks' }, PLAIN)).toMatchInlineSnapshot(`
    "B61: a bug of Linux before 5.13

      story        Memory could not be removed once somebody held it.
      system       Linux before 5.13
      area         ZONE_MOVABLE, pins and hotplug
      not planted  there are no locks
      source       commit d1e153fea2a8"
  `);
});
