import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { budget, shard } from './options.ts';
import { recordFile, recordsIn } from './records.ts';
import { COMMAND } from './testing/command.ts';

const DIRECTORY = mkdtempSync(join(tmpdir(), 'zoneproof-records-'));
const TIMEOUT = 240_000;

function zoneproof(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: DIRECTORY,
    encoding: 'utf8',
    timeout: TIMEOUT,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Starts a command and ends it after a while. */
const struck = (signal: NodeJS.Signals, milliseconds: number, args: readonly string[]): Promise<void> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: DIRECTORY, stdio: 'ignore' });
    setTimeout(() => child.kill(signal), milliseconds);
    child.on('close', () => resolve());
  });

const timeless = (json: string): string =>
  json.replace(/"(milliseconds|operationsPerSecond)": \d+/g, '"$1": 0');

const linesOf = (file: string): string[] =>
  existsSync(join(DIRECTORY, file)) ? readFileSync(join(DIRECTORY, file), 'utf8').split('\n') : [];

describe.each([
  ['a sound target', ['--runs', '300', '--operations', '1500']],
  ['a faulty target', ['--fault', 'reclaim-does-not-help']],
])('a campaign against %s', (title, about) => {
  const args = ['check', '--layout', 'tiny', '--seed', '5', '--json', ...about];
  const file = `${title.replaceAll(' ', '-')}.jsonl`;
  const resumable = [...args, '--checkpoint', file];

  test(
    'that is killed ten times at any moment loses nothing, and ends as if nothing had happened',
    async () => {
      let kept = 0;
      for (let kill = 0; kill < 10; kill++) {
        await struck('SIGKILL', 250 + Math.random() * 900, resumable);
        const whole = linesOf(file).slice(0, -1);
        for (const line of whole) expect(() => JSON.parse(line)).not.toThrow();
        expect(whole.length).toBeGreaterThanOrEqual(kept);
        kept = whole.length;
      }
      await struck('SIGINT', 700, resumable);
      const { code, out } = zoneproof(...resumable);
      const unharmed = zoneproof(...args);
      expect(timeless(out)).toBe(timeless(unharmed.out));
      expect(code).toBe(unharmed.code);
    },
    TIMEOUT,
  );

  test(
    'that has ended says the same again',
    () => {
      expect(timeless(zoneproof(...resumable).out)).toBe(timeless(zoneproof('merge', file, '--json').out));
    },
    TIMEOUT,
  );
});

test(
  'shards on four machines print what one prints',
  () => {
    const args = ['check', '--layout', 'tiny', '--seed', '2', '--fault', 'offline-forgets-private-lists'];
    const names = [4, 2, 1, 3].map((index) => {
      zoneproof(...args, '--shard', `${index}/4`, '--out', `shard${index}.jsonl`);
      return `shard${index}.jsonl`;
    });
    const timelessText = (text: string) => text.replace(/ in [\d.]+ (ms|s) \([\d.]+( [kM])?\/s\)/, '');
    const one = zoneproof(...args);
    const all = zoneproof('merge', ...names);
    expect(timelessText(all.out)).toBe(timelessText(one.out));
    expect([all.code, one.code]).toEqual([1, 1]);
  },
  TIMEOUT,
);

describe('options that make no sense are refused with a sentence', () => {
  const cases: (readonly [work: () => unknown, sentence: RegExp])[] = [
    [() => shard('5/4'), /--shard: expected which shard of how many, .* found "5\/4"/],
    [() => shard('0/4'), /--shard: .* found "0\/4"/],
    [() => budget('60'), /--budget: expected a time above 0 with its unit/],
    [() => budget('0m'), /--budget: expected a time above 0/],
    [
      () => recordFile({ shard: { index: 1, of: 4 }, out: 'x' }),
      /--shard: expected a --seed, the same for all/,
    ],
    [() => recordFile({ shard: { index: 1, of: 4 }, seed: 1 }), /--shard: expected a file for its records/],
    [() => recordFile({ out: 'x', checkpoint: 'y' }), /--out and --checkpoint: expected one of them/],
    [
      () => recordFile({ checkpoint: 'x', design: ['none', 'full'] }),
      /--design: expected one design for a file of records, found none and full/,
    ],
    [() => recordsIn('none.jsonl', 'merge'), /merge: expected a file of records, found "none\.jsonl"/],
  ];
  test.each(cases)('%s', (work, sentence) => {
    expect(work).toThrow(sentence);
  });

  test('and others are read', () => {
    expect([shard('2/4'), budget('90s'), budget('60m'), budget('1.5h')]).toEqual([
      { index: 2, of: 4 },
      90,
      3600,
      5400,
    ]);
    expect([recordFile({}), recordFile({ out: 'x', seed: 1, shard: shard('1/2') })]).toEqual([
      undefined,
      'x',
    ]);
  });
});

test(
  'a budget holds over all sessions of a checkpoint',
  () => {
    const args = ['check', '--layout', 'tiny', '--budget', '0.5s', '--checkpoint', 'budget.jsonl', '--json'];
    const first = JSON.parse(zoneproof(...args).out);
    const second = JSON.parse(zoneproof(...args).out);
    expect(second).toEqual({
      ...first,
      milliseconds: second.milliseconds,
      operationsPerSecond: expect.any(Number),
    });
    expect(first.milliseconds).toBeGreaterThanOrEqual(500);
  },
  TIMEOUT,
);
