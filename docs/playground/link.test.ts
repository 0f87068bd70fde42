import { describe, expect, test } from 'vitest';
import { InputError } from '../../properties/input/inputError.ts';
import { MACHINES } from './choices.ts';
import { EXAMPLES } from './examples.ts';
import { linkOf, readLink } from './link.ts';
import { shareOf } from './share.ts';
import { beginning, next } from './state.ts';

describe('a link', () => {
  test.each(EXAMPLES)('brings back $title', ({ token, fault }) => {
    const state = next(beginning, readLink(token, fault));
    expect(next(beginning, readLink(linkOf(state) ?? '', null))).toEqual(state);
    const earlier = next(state, { kind: 'go', at: 1 });
    expect(linkOf(earlier)).toContain(state.operations.length > 1 ? '&step=1' : '');
    expect(next(beginning, readLink(`file:///x.html${linkOf(earlier)}`, null))).toEqual(earlier);
  });

  test('is also the command that a report prints', () => {
    const { token, fault } = EXAMPLES[1]!;
    const state = next(beginning, readLink(token, fault));
    const { command } = shareOf(state, 'file:///x.html');
    expect(command).toBe(`zoneproof replay ${token} --fault ${fault}`);
    expect(next(beginning, readLink(command, null))).toEqual(state);
  });

  test('that names no fault leaves the target as it is', () => {
    expect(readLink(EXAMPLES[1]!.token, 'merge-across-zones').fault).toBe('merge-across-zones');
  });

  test('is not there for a machine without a name: it travels as a file', () => {
    const state = { ...beginning, layout: { ...beginning.layout, name: 'mine' } };
    expect(linkOf(state)).toBe(null);
    expect(shareOf(state, 'x')).toMatchObject({
      link: null,
      token: null,
      command: 'zoneproof replay scenario.json',
    });
  });

  test.each([
    ['', 'token: expected zp1.<design>.<layout>.<operations>, found ""'],
    ['#zp1.kernelcore.tiny.kH-AyaI', 'expected a token as zoneproof printed it'],
    [
      'zp1.kernelcore.linux-6.1-interleaved.kG-AyaI',
      'at most 4096 pages that is known by name, found linux-6.1-interleaved, which has',
    ],
    ['zp1.kernelcore.mine.kG-AyaI', 'found "mine"; load the scenario file instead, which holds its machine'],
    [
      `${EXAMPLES[1]!.token}&fault=nonsense`,
      'fault: expected a seeded fault that this page has, found "nonsense"',
    ],
  ])('%j is refused in one sentence', (text, sentence) => {
    expect(() => readLink(text, null)).toThrow(InputError);
    expect(() => readLink(text, null)).toThrow(sentence);
  });
});

test('machines are those that can be drawn', () => {
  expect(Object.keys(MACHINES)).toContain('tiny-zone-cma');
  expect(Object.keys(MACHINES)).not.toContain('linux-6.1-numa');
});
