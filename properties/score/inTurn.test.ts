import { expect, test } from 'vitest';
import { inTurn } from './inTurn.ts';

/** Tasks that end when they are told to. */
function workshop() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(`${name} done`));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, work, end };
}

test('no more tasks are under way than there are jobs, and results keep the order of the tasks', async () => {
  const { begun, work, end } = workshop();
  const all = inTurn(['a', 'b', 'c'], 2, work);
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  await end('c');
  await end('a');
  expect(await all).toEqual(['a done', 'b done', 'c done']);
});

test('more jobs than tasks do no harm, nor do none at all', async () => {
  expect(await inTurn([1], 8, async (number) => 2 * number)).toEqual([2]);
  expect(await inTurn([], 8, async () => 1)).toEqual([]);
});

test('a task that fails fails all', async () => {
  const work = async (number: number) => {
    if (number === 2) throw new Error('two');
    return number;
  };
  await expect(inTurn([1, 2, 3], 1, work)).rejects.toThrow('two');
});
