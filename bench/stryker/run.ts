import { fork } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Look, Question, Verdict } from './question.ts';

const CHILD = fileURLToPath(import.meta.resolve('./child.js'));

/**
 * A mutant that keeps its process from answering for so many beats has changed something. Beats, and not a clock, since a machine may
 * stop for a while.
 */
const BEATS = 30;
const BEAT = 3000;

/** What each noticer passes on sound sources. */
export async function look(bundle: string, mutants: number, out: string): Promise<Look> {
  rmSync(out, { force: true });
  const ended = await ask({ kind: 'look', bundle, mutants, out }, () => {});
  if (ended !== '0') throw new Error(`the look at sound sources ended with ${ended}`);
  return JSON.parse(readFileSync(out, 'utf8')) as Look;
}

/** Judges mutants in a process of their own; one that kills it is noticed, and the next process takes the rest. */
export async function judge(
  question: Omit<Question & { kind: 'judge' }, 'kind'>,
  heard: (verdict: Verdict) => void,
): Promise<void> {
  let left = question.mutants;
  while (left.length > 0) {
    let begun = left[0]!;
    const ended = await ask({ ...question, kind: 'judge', mutants: left }, (message) => {
      if ('begun' in message) begun = message.begun;
      else {
        heard(message);
        left = left.filter((mutant) => mutant !== message.mutant);
      }
    });
    if (left.length === 0) return;
    heard({ mutant: begun, by: `the process ended: ${ended}`, place: -1, milliseconds: 0, cut: false });
    left = left.filter((mutant) => mutant !== begun);
  }
}

function ask(question: Question, heard: (message: Verdict | { begun: number }) => void): Promise<string> {
  return new Promise((resolve) => {
    const child = fork(CHILD, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--max-old-space-size=1500'],
    });
    let beats = 0;
    let isSilent = false;
    const timer = setInterval(() => {
      if (question.kind !== 'judge' || ++beats < BEATS) return;
      isSilent = true;
      child.kill('SIGKILL');
    }, BEAT);
    child.on('message', (message) => {
      beats = 0;
      heard(message as Verdict | { begun: number }); // All that a child sends.
    });
    child.once('exit', (code, signal) => {
      clearInterval(timer);
      resolve(isSilent ? 'it was silent' : `${code ?? signal}`);
    });
    child.send(question);
  });
}
