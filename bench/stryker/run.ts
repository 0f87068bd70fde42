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

/** So many evaluations of a bundle leave a process room to work in. */
const AT_ONCE = 250;

/**
 * Judges mutants in a process of their own, and the rest in another where one kills it. That mutant is noticed if it does so as the first
 * of a process, too: before that, it might be the fault of those that came before.
 */
export async function judge(
  question: Omit<Question & { kind: 'judge' }, 'kind'>,
  heard: (verdict: Verdict) => void,
): Promise<void> {
  let left = question.mutants;
  while (left.length > 0) {
    const [first] = left;
    let begun = left[0]!;
    const mutants = question.fromTheStart ? left.slice(0, AT_ONCE) : left;
    const ended = await ask({ ...question, kind: 'judge', mutants }, (message) => {
      if ('begun' in message) begun = message.begun;
      else {
        heard(message);
        left = left.filter((mutant) => mutant !== message.mutant);
      }
    });
    if (!left.includes(begun)) continue;
    if (begun === first)
      heard({ mutant: begun, by: `the process ended: ${ended}`, place: -1, milliseconds: 0, cut: false });
    const others = left.filter((mutant) => mutant !== begun);
    left = begun === first ? others : [begun, ...others];
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
