import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Mutant } from './instrument.ts';
import type { Verdict } from './question.ts';

/** Who has looked at a mutant. `types` is the compiler, `deep` the suite again, with more time. */
export const PHASES = ['suite', 'tests', 'types', 'deep'] as const;

export type Phase = (typeof PHASES)[number];

interface Kept {
  readonly name: string;
  readonly phase: Phase;
  readonly by: string | null;
  /** The time was over before all were asked. */
  readonly cut?: boolean;
}

/** What became of mutants so far, kept in a file from one run to the next: a whole run takes hours. */
export class Verdicts {
  readonly #file: string;
  readonly #kept = new Map<string, Kept[]>();

  /** @param again forget who did not notice what: there may be new tests */
  constructor(file: string, again = false) {
    this.#file = file;
    if (!existsSync(file)) return;
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    for (const kept of lines.map((line) => JSON.parse(line) as Kept)) // Written below.
      if (!again || kept.by !== null) this.#note(kept);
  }

  add(phase: Phase, { name }: Mutant, { by, cut }: Pick<Verdict, 'by' | 'cut'>): void {
    const kept = { name, phase, by, cut };
    this.#note(kept);
    appendFileSync(this.#file, `${JSON.stringify(kept)}\n`);
  }

  /** Who noticed it first, and what that was; null if nobody has, or nobody has looked. */
  noticed({ name }: Mutant): { readonly phase: Phase; readonly by: string } | null {
    const kept = this.#kept.get(name)?.find(({ by }) => by !== null);
    return kept === undefined ? null : { phase: kept.phase, by: kept.by! };
  }

  /** Whether it needs no more of that. */
  isDone(mutant: Mutant, phase: Phase): boolean {
    const wasAsked = (kept: Kept): boolean =>
      kept.phase === phase || (phase === 'deep' && kept.phase === 'suite' && kept.cut === false);
    return this.noticed(mutant) !== null || (this.#kept.get(mutant.name)?.some(wasAsked) ?? false);
  }

  /** Whether anybody has had a look: what nobody has noticed so far counts as not noticed, whoever is still to be asked. */
  isJudged({ name }: Mutant): boolean {
    return this.#kept.has(name);
  }

  #note(kept: Kept): void {
    const others = this.#kept.get(kept.name);
    if (others === undefined) this.#kept.set(kept.name, [kept]);
    else others.push(kept);
  }
}
