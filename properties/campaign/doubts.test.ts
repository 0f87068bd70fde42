import { expect, test } from 'vitest';
import { doubtsAbout } from './doubts.ts';

const sound = {
  operations: 950,
  skipped: 50,
  decisions: { taken: 995, undecided: 5 },
  witnesses: { reached: 2, total: 40, counts: [] },
  oneSided: [],
  pages: 64,
  coverage: {
    leaves: { reached: 1, total: 1 },
    transitions: { reached: 89, total: 100, unreachable: 7 },
    missing: [],
    unreachable: [],
    surprises: [],
  },
};

test('a campaign that executed and decided nearly everything is beyond doubt', () => {
  expect(doubtsAbout(sound, false)).toEqual([]);
});

test('a campaign that executed nothing proves nothing', () => {
  expect(doubtsAbout({ ...sound, operations: 0 }, false)).toEqual(['no operation was executed']);
});

test('a campaign that skipped more than a tenth is in doubt', () => {
  expect(doubtsAbout({ ...sound, skipped: 150 }, false)).toEqual([
    '150 of 1100 operations were skipped, since their subject did not exist',
  ]);
});

test('a campaign on a machine of few pages may skip more', () => {
  expect(doubtsAbout({ ...sound, pages: 16, skipped: 150 }, false)).toEqual([]);
  expect(doubtsAbout({ ...sound, pages: 16, skipped: 350 }, false)).toHaveLength(1);
});

test('an oracle that shrugs more often than once in a hundred is no oracle', () => {
  expect(doubtsAbout({ ...sound, decisions: { taken: 95, undecided: 5 } }, false)).toEqual([
    '5 of 95 decisions stayed open, since the target tells too little',
  ]);
});

test('a long campaign that met few witnesses has shown little', () => {
  expect(doubtsAbout({ ...sound, operations: 2_000_000 }, false)).toEqual([
    'only 2 of 40 witnesses were met in so many operations',
  ]);
});

test('a very long campaign that took few of the transitions has shown little', () => {
  const witnesses = { reached: 40, total: 40, counts: [] };
  expect(doubtsAbout({ ...sound, witnesses, operations: 4_999_999 }, false)).toEqual([]);
  expect(doubtsAbout({ ...sound, witnesses, operations: 5_000_000 }, false)).toEqual([
    'only 89 of 100 transitions that can be reached were taken in so many operations',
  ]);
  expect(doubtsAbout({ ...sound, witnesses, operations: 5_000_000, pages: 100_000 }, false)).toEqual([]);
});

test('a long campaign in which a kind of operation was answered one way only has not judged the other', () => {
  const witnesses = { reached: 40, total: 40, counts: [] };
  const oneSided = [{ kind: 'allocate', never: 'no memory', asked: 9000 }] as const;
  expect(doubtsAbout({ ...sound, witnesses, oneSided }, false)).toEqual([]);
  expect(doubtsAbout({ ...sound, witnesses, oneSided, operations: 2_000_000 }, false)).toEqual([
    'allocate was asked 9000 times and never answered with no memory, so that was not judged',
  ]);
});

test('on a large machine a success may take longer to come', () => {
  const witnesses = { reached: 40, total: 40, counts: [] };
  const oneSided = [{ kind: 'rollback', never: 'any success', asked: 9000 }] as const;
  const long = { ...sound, witnesses, oneSided, operations: 2_000_000 };
  expect(doubtsAbout({ ...long, pages: 500_000 }, false)).toEqual([]);
  expect(doubtsAbout({ ...long, pages: 4096 }, false)).toHaveLength(1);
});

test('a target that reports nothing of itself leaves its beliefs unjudged', () => {
  expect(doubtsAbout({ ...sound, saysNothing: true }, false)).toEqual([
    'the target reports neither blocks nor pages of zones, so what it believes was not judged',
  ]);
});

test('an interrupted campaign is in doubt', () => {
  expect(doubtsAbout(sound, true)).toEqual(['it was interrupted before it was done']);
});
