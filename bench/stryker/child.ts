import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bounded } from '../../properties/faults/bounded.ts';
import type { Noticer } from '../noticer.ts';
import type { Look, Question, Verdict } from './question.ts';

/** What the bundle exports. */
interface Built {
  readonly noticers: readonly Noticer[];
  readonly activate: (mutant: number) => void;
  readonly passed: Uint8Array;
}

const numbersIn = (passed: Uint8Array, count: number): number[] => {
  const numbers: number[] = [];
  for (let number = 0; number < count; number++) if (passed[number] === 1) numbers.push(number);
  return numbers;
};

async function look({ bundle, mutants, out }: Question & { kind: 'look' }): Promise<void> {
  const { noticers, passed } = (await import(pathToFileURL(bundle).href)) as Built;
  const atLoad = numbersIn(passed, mutants);
  const broken: string[] = [];
  const seen = [];
  const milliseconds = [];
  for (const noticer of noticers) {
    passed.fill(0);
    const begun = cpuTime();
    try {
      if (!(await noticer.holds())) broken.push(noticer.name);
    } catch (error) {
      broken.push(`${noticer.name}: ${error}`);
    }
    milliseconds.push(Math.ceil(10 * (cpuTime() - begun)) / 10);
    seen.push(numbersIn(passed, mutants));
  }
  const result: Look = {
    names: noticers.map(({ name }) => name),
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

/** Judges one mutant after the other. */
async function judge(question: Question & { kind: 'judge' }): Promise<void> {
  const seen = JSON.parse(readFileSync(question.look, 'utf8')) as Look;
  const [first = -1] = question.mutants;
  if (question.fromTheStart) {
    (globalThis as { zoneproofMutant?: number }).zoneproofMutant = first;
    tell({ begun: first });
  }
  const built = await load(question.bundle).catch((error: unknown) => `does not load: ${error}`);
  if (typeof built === 'string')
    return tell({ mutant: first, by: built, place: -1, milliseconds: 0, cut: false });
  const order = new Order(seen, question);
  for (const mutant of question.mutants) {
    tell({ begun: mutant });
    const verdict = await verdictOn(mutant, built, seen, order.of(mutant), question.budget);
    if (verdict.place >= 0) order.reward(verdict.place);
    tell(verdict);
  }
}

const load = async (bundle: string): Promise<Built> => (await import(pathToFileURL(bundle).href)) as Built;

const tell = (message: Verdict | { begun: number }): void => {
  process.send!(message); // A child has a parent.
};

/** What a noticer is worth that noticed others before this process began. */
const FAVOURED = 100;
/** What noticed lately is asked first; its credit fades with each mutant that another notices. */
const FADING = 0.95;

/** Who is asked first: what takes little time, and has noticed others lately. */
class Order {
  readonly #credit: number[];
  readonly #costs: readonly number[];
  readonly #passed: readonly ReadonlySet<number>[];
  readonly #fromTheStart: boolean;

  constructor(
    { milliseconds, passed }: Look,
    { favourites, byFocus, fromTheStart }: Question & { kind: 'judge' },
  ) {
    this.#credit = milliseconds.map((_, place) => (favourites.includes(place) ? FAVOURED : 0));
    this.#costs = milliseconds.map((each, place) => (byFocus ? each * (passed[place]!.length + 1) : each));
    this.#passed = passed.map((numbers) => new Set(numbers));
    this.#fromTheStart = fromTheStart;
  }

  /** Places of those that pass the mutant. */
  of(mutant: number): number[] {
    const rank = (place: number): number => this.#costs[place]! / (1 + this.#credit[place]!);
    return [...this.#passed.keys()]
      .filter((place) => this.#fromTheStart || this.#passed[place]!.has(mutant))
      .toSorted((one, other) => rank(one) - rank(other));
  }

  reward(place: number): void {
    for (let each = 0; each < this.#credit.length; each++) this.#credit[each]! *= FADING;
    this.#credit[place]! += 1;
  }
}

async function verdictOn(
  mutant: number,
  { noticers, activate }: Built,
  { names, milliseconds }: Look,
  asked: readonly number[],
  budget: number,
): Promise<Verdict> {
  const begun = cpuTime();
  const verdict = (by: string | null, place: number, cut: boolean): Verdict => ({
    mutant,
    by,
    place,
    milliseconds: Math.round(cpuTime() - begun),
    cut,
  });
  for (const place of asked) {
    if (cpuTime() - begun > budget) return verdict(null, -1, true);
    activate(mutant);
    const noticed = await notices(noticers[place]!, milliseconds[place]!);
    activate(-1);
    if (noticed !== null) return verdict(`${names[place]}${noticed}`, place, false);
  }
  return verdict(null, -1, false);
}

/** Milliseconds that a noticer has in any case, and how much longer than usual it may take. */
const PATIENCE = 300;
const TIMES = 20;

async function notices(noticer: Noticer, usual: number): Promise<string | null> {
  for (let patience = PATIENCE + TIMES * usual; ; patience *= 3) {
    const begun = cpuTime();
    try {
      return (await bounded(patience, noticer.holds)) ? null : '';
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
