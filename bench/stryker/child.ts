import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bounded } from '../../properties/faults/bounded.ts';
import type { Witness } from './witness.ts';

/** What the bundle exports. */
interface Built {
  readonly witnesses: readonly Witness[];
  readonly activate: (mutant: number) => void;
  readonly passed: Uint8Array;
}

/** What a child is asked. */
export type Question =
  | { readonly kind: 'look'; readonly bundle: string; readonly mutants: number; readonly out: string }
  | {
      readonly kind: 'judge';
      readonly bundle: string;
      readonly look: string;
      readonly mutants: readonly number[];
      readonly budget: number;
      /** Ask those first that pass little else: tests say what they are about, campaigns are about everything. */
      readonly byFocus: boolean;
      /** Places of witnesses that are asked first: they noticed others lately. */
      readonly favourites: readonly number[];
      /** Alive while the bundle is loaded. */
      readonly fromTheStart: boolean;
    };

/** Who saw what, on the sound sources. */
export interface Look {
  readonly names: readonly string[];
  /** How long each took. */
  readonly milliseconds: readonly number[];
  readonly broken: readonly string[];
  /** Passed while the bundle was loaded. */
  readonly atLoad: readonly number[];
  /** Passed by each witness. */
  readonly passed: readonly (readonly number[])[];
}

/** What a child answers for each mutant. */
export interface Verdict {
  readonly mutant: number;
  readonly by: string | null;
  /** The place of the witness that noticed it, or -1. */
  readonly place: number;
  readonly milliseconds: number;
  /** The time was over before all were asked. */
  readonly cut: boolean;
}

const numbersIn = (passed: Uint8Array, count: number): number[] => {
  const numbers: number[] = [];
  for (let number = 0; number < count; number++) if (passed[number] === 1) numbers.push(number);
  return numbers;
};

async function look({ bundle, mutants, out }: Question & { kind: 'look' }): Promise<void> {
  const { witnesses, passed } = (await import(pathToFileURL(bundle).href)) as Built;
  const atLoad = numbersIn(passed, mutants);
  const broken: string[] = [];
  const seen = [];
  const milliseconds = [];
  for (const witness of witnesses) {
    passed.fill(0);
    const begun = cpuTime();
    try {
      if (!(await witness.holds())) broken.push(witness.name);
    } catch (error) {
      broken.push(`${witness.name}: ${error}`);
    }
    milliseconds.push(Math.ceil(10 * (cpuTime() - begun)) / 10);
    seen.push(numbersIn(passed, mutants));
  }
  const result: Look = {
    names: witnesses.map(({ name }) => name),
    milliseconds,
    broken,
    atLoad,
    passed: seen,
  };
  writeFileSync(out, JSON.stringify(result));
}

/** Milliseconds of work of this process: what others do meanwhile does not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const PATIENCE = 300;
const TIMES = 20;

async function judge(question: Question & { kind: 'judge' }): Promise<void> {
  const { names, milliseconds, broken, passed } = JSON.parse(readFileSync(question.look, 'utf8')) as Look;
  const [first = -1] = question.mutants;
  if (question.fromTheStart) {
    (globalThis as { zoneproofMutant?: number }).zoneproofMutant = first;
    process.send!({ begun: first });
  }
  let built: Built;
  try {
    built = (await import(pathToFileURL(question.bundle).href)) as Built;
  } catch (error) {
    process.send!({
      mutant: first,
      by: `does not load: ${error}`,
      place: -1,
      milliseconds: 0,
      cut: false,
    } satisfies Verdict);
    return;
  }
  const credit = names.map((_, place) => (question.favourites.includes(place) ? 100 : 0));
  const costs = milliseconds.map((each, place) =>
    question.byFocus ? each * (passed[place]!.length + 1) : each,
  );
  const isBroken = new Set(broken.map((text) => text.split(': ')[0]));
  const sets = passed.map((numbers) => new Set(numbers));
  for (const mutant of question.mutants) {
    process.send!({ begun: mutant });
    const asked = names
      .map((name, place) => ({ name, place }))
      .filter(({ name, place }) => !isBroken.has(name) && (question.fromTheStart || sets[place]!.has(mutant)))
      .map(({ place }) => ({ place, rank: costs[place]! / (1 + credit[place]!) }))
      .toSorted((one, other) => one.rank - other.rank);
    const begun = cpuTime();
    let by: string | null = null;
    let noticer = -1;
    let cut = false;
    for (const { place } of asked) {
      if (cpuTime() - begun > question.budget) {
        cut = true;
        break;
      }
      built.activate(mutant);
      const noticed = await notices(built.witnesses[place]!, milliseconds[place]!);
      built.activate(-1);
      if (noticed === null) continue;
      by = `${names[place]}${noticed}`;
      noticer = place;
      for (let each = 0; each < credit.length; each++) credit[each]! *= 0.95;
      credit[place]! += 1;
      break;
    }
    const verdict: Verdict = { mutant, by, place: noticer, milliseconds: Math.round(cpuTime() - begun), cut };
    process.send!(verdict);
  }
}

async function notices(witness: Witness, usual: number): Promise<string | null> {
  for (let patience = PATIENCE + TIMES * usual; ; patience *= 3) {
    const begun = cpuTime();
    try {
      return (await bounded(patience, witness.holds)) ? null : '';
    } catch (error) {
      if (!(error instanceof Error)) return ` (${error})`;
      const { code, name, message } = error as NodeJS.ErrnoException;
      if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') return ` (${name}: ${message.slice(0, 80)})`;
      if (cpuTime() - begun > PATIENCE / 2 + 5 * usual) return ' (time)'; // If not, the machine was busy.
    }
  }
}

process.once('message', async (question: Question) => {
  if (question.kind === 'look') await look(question);
  else await judge(question);
  process.disconnect();
  process.exit(0);
});
