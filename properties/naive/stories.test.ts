import { describe, expect, test } from 'vitest';
import { keptStories, refusedBy, type Story, storiesIn } from './stories.ts';

const STORIES = keptStories();

/** The last answer where it is refused; nowhere where it is allowed. */
const placeIn = ({ isAllowed, tells }: Story): number => (isAllowed ? -1 : tells.length - 1);

describe.each(['oracle', 'naive'] as const)('the %s reference', (who) => {
  test('refuses of each kept story the last answer, and allows it where a laxer or stricter one would not', () => {
    const wrong = STORIES.filter((story) => refusedBy(who, story) !== placeIn(story));
    expect(wrong).toEqual([]);
  });
});

test('stories are of both kinds, and each is told once', () => {
  expect(STORIES.filter(({ isAllowed }) => isAllowed).length).toBeGreaterThan(10);
  expect(STORIES.filter(({ isAllowed }) => !isAllowed).length).toBeGreaterThan(50);
  expect(new Set(STORIES.map((story) => JSON.stringify(story))).size).toBe(STORIES.length);
});

test('what is no story is said to be none', () => {
  expect(() => storiesIn('nowhere none: allowed\ndrain cpu -1 = 0')).toThrow(/no story begins with 'nowhere/);
  expect(() => storiesIn('plain none: allowed')).toThrow(/no story begins/);
  expect(() => storiesIn('plain none: allowed\ndrain cpu = 0')).toThrow(/'drain cpu = 0' is no operation/);
});
