import { execFileSync } from 'node:child_process';
import type { Compiled } from './c/compile.ts';
import type { Figure } from './measures.ts';
import { MEASURE_SCRIPT } from './places.ts';
import { PEERS } from './subjects/peers.ts';
import { allocatorMeasure } from './workloads/allocatorMeasure.ts';

/** Rounds over all measures, in turn, so that a busy moment of the machine hits all of them alike. */
const ROUNDS = 5;
/** Of what takes seconds. */
const ROUNDS_OF_SLOW = 3;
const SLOW = /^checked-|^boot-|^heap-|-step$|\/22$|\/12$|\/14$/;

/** All measures of one run of the bench, each in a process of its own. */
export class Session {
  readonly #seen = new Map<string, Figure[]>();
  readonly #failures = new Map<string, string>();
  readonly #compiled: Compiled;
  readonly #missingPeers: string | null;

  constructor(compiled: Compiled, missingPeers: string | null) {
    this.#compiled = compiled;
    this.#missingPeers = missingPeers;
  }

  measure(names: readonly string[]): void {
    const possible = names.filter((name) => this.whySkipped(name) === null);
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of possible) {
        if (!this.#failures.has(name) && (round < ROUNDS_OF_SLOW || !SLOW.test(name))) this.#take(name);
      }
    }
  }

  /** One measure that fails costs its rows, not the others. */
  #take(name: string): void {
    const seen = this.#seen.get(name) ?? [];
    this.#seen.set(name, seen);
    try {
      seen.push(this.#measured(name));
    } catch (error) {
      const said = String((error as { stderr?: unknown }).stderr ?? error);
      this.#failures.set(name, said.match(/^\w*Error: .*/m)?.[0] ?? 'the measure failed');
    }
  }

  /** The figures of a measure, by round. */
  figures(name: string): readonly number[] {
    return (this.#seen.get(name) ?? []).map(({ value }) => value);
  }

  get names(): readonly string[] {
    return [...this.#seen.keys()];
  }

  /** Why a measure cannot be taken here, or null. */
  whySkipped(name: string): string | null {
    const subject = allocatorMeasure(name)?.subject;
    if (subject === 'c' && 'missing' in this.#compiled) return this.#compiled.missing;
    if (subject !== undefined && subject in PEERS) return this.#missingPeers;
    return null;
  }

  /** A sentence for each workload in which the core gave other pages than C. */
  differences(): string[] {
    return this.names
      .filter((name) => name.startsWith('core/'))
      .flatMap((name) => {
        const [sum, other] = [name, name.replace('core/', 'c/')].map(
          (each) => this.#seen.get(each)?.[0]?.sum,
        );
        return other === undefined || sum === other ? [] : [`${name} gave other pages than C`];
      });
  }

  /** Why a measure failed, or null. */
  whyFailed(name: string): string | null {
    return this.#failures.get(name) ?? null;
  }

  #measured(name: string): Figure {
    const allocator = allocatorMeasure(name);
    if (allocator?.subject === 'c' && 'program' in this.#compiled) {
      const { workload, pages, operations } = allocator;
      const words = [workload, String(pages), String(operations)];
      const [value, sum] = execFileSync(this.#compiled.program, words, { encoding: 'utf8' }).split(' ');
      return { value: Number(value), sum: Number(sum) };
    }
    const words = [MEASURE_SCRIPT, name];
    return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8', stdio: 'pipe' })) as Figure;
  }
}
