import { readFileSync, writeFileSync } from 'node:fs';
import { bounded } from '../../properties/faults/bounded.ts';
import type { Noticer } from '../noticer.ts';
import { type Built, evaluatorOf } from './evaluate.ts';
import type { Look, Question, Verdict } from './question.ts';

const numbersIn = (passed: Uint8Array, count: number): number[] => {
  const numbers: number[] = [];
  for (let number = 0; number < count; number++) if (passed[number] === 1) numbers.push(number);
  return numbers;
};

async function look({ bundle, mutants, out }: Question & { kind: 'look' }): Promise<void> {
  const begun = cpuTime();
  const { noticers, passed } = (await evaluatorOf(bundle))();
  const loading = Math.ceil(cpuTime() - begun);
  const atLoad = numbersIn(passed, mutants);
  const broken: string[] = [];
  const seen = [];
  const milliseconds = [];
  for (const noticer of noticers) {
    noticer.prepare?.();
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
    loading,
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
  const evaluate = await evaluatorOf(question.bundle);
  let sound = evaluate();
  const order = new Order(seen, question, sound.noticers);
  for (const mutant of question.mutants) {
    tell({ begun: mutant });
    const begun = cpuTime();
    const built = question.fromTheStart ? loaded(() => evaluate(mutant), seen.loading) : sound;
    const judged = (built: Built): Promise<Verdict> =>
      verdictOn(mutant, built, seen, order.of(mutant), question.budget);
    let verdict: Verdict =
      typeof built === 'string'
        ? { mutant, by: built, place: -1, milliseconds: Math.round(cpuTime() - begun), cut: false }
        : await judged(built);
    if (!question.fromTheStart && (await leavesTraces(sound, verdict, seen))) {
      sound = evaluate();
      verdict = await judged(sound);
      sound = evaluate();
    }
    if (verdict.place >= 0) order.reward(verdict.place);
    tell(verdict);
  }
}

/** Whether what noticed a mutant says the same without it: then the mutant, or one before it, has left something behind. */
async function leavesTraces(
  { noticers }: Built,
  { place }: Verdict,
  { milliseconds }: Look,
): Promise<boolean> {
  return place >= 0 && (await notices(noticers[place]!, milliseconds[place]!)) !== null;
}

/** The bundle with a mutant alive while it is loaded, or what went wrong with that. */
function loaded(evaluate: () => Built, usual: number): Built | string {
  try {
    return bounded(PATIENCE + TIMES * usual, evaluate);
  } catch (error) {
    return `does not load: ${error}`.slice(0, 120);
  }
}

const tell = (message: Verdict | { begun: number }): void => {
  process.send!(message); // A child has a parent.
};

/** What noticed lately is asked first; its credit fades with each mutant that another notices. */
const FADING = 0.95;

/** What a noticer is worth that is about the loading of modules, where it is mutants of that. */
const FAVOURED = 100;
/** Mutants of the same function have numbers not far from each other. */
const NEAR = 4;
/** How much later those are asked that pass nothing near. */
const FAR = 20;

/** Who is asked first: what takes little time, and has noticed others lately. */
class Order {
  readonly #credit: number[];
  readonly #costs: readonly number[];
  /** By place, a byte for each mutant. */
  readonly #passed: readonly Uint8Array[];
  readonly #fromTheStart: boolean;

  constructor(
    { milliseconds, passed }: Look,
    { byFocus, fromTheStart }: Question & { kind: 'judge' },
    noticers: readonly Noticer[],
  ) {
    this.#credit = noticers.map(({ isAboutLoading }) => (fromTheStart && isAboutLoading ? FAVOURED : 0));
    this.#costs = milliseconds.map((each, place) => (byFocus ? each * (passed[place]!.length + 1) : each));
    this.#passed = passed.map((numbers) => {
      const bytes = new Uint8Array((numbers.at(-1) ?? 0) + 1);
      for (const number of numbers) bytes[number] = 1;
      return bytes;
    });
    this.#fromTheStart = fromTheStart;
  }

  /** Places of those that pass the mutant, or perhaps use what it has changed while it was loaded. */
  of(mutant: number): number[] {
    const ranks = this.#costs.map(
      (cost, place) =>
        (cost / (1 + this.#credit[place]!)) * (this.#fromTheStart && !this.#isNear(place, mutant) ? FAR : 1),
    );
    return [...this.#passed.keys()]
      .filter((place) => this.#fromTheStart || this.#passed[place]![mutant] === 1)
      .toSorted((one, other) => ranks[one]! - ranks[other]!);
  }

  #isNear(place: number, mutant: number): boolean {
    const passed = this.#passed[place]!;
    for (let near = mutant - NEAR; near <= mutant + NEAR; near++) if (passed[near] === 1) return true;
    return false;
  }

  reward(place: number): void {
    for (let each = 0; each < this.#credit.length; each++) this.#credit[each]! *= FADING;
    this.#credit[place]! += 1;
  }
}

/** What takes so many budgets is not asked. */
const LONG = 5;

async function verdictOn(
  mutant: number,
  { noticers, activate }: Built,
  { names, milliseconds }: Look,
  asked: readonly number[],
  budget: number,
): Promise<Verdict> {
  const begun = cpuTime();
  let preparing = 0;
  let isCut = false;
  const verdict = (by: string | null, place: number, cut: boolean): Verdict => ({
    mutant,
    by,
    place,
    milliseconds: Math.round(cpuTime() - begun),
    cut,
  });
  for (const place of asked) {
    if (cpuTime() - begun - preparing > budget) return verdict(null, -1, true);
    if (milliseconds[place]! > LONG * budget) {
      isCut = true;
      continue;
    }
    preparing += timeOf(noticers[place]!.prepare);
    activate(mutant);
    const noticed = await notices(noticers[place]!, milliseconds[place]!);
    activate(-1);
    if (noticed !== null) return verdict(`${names[place]}${noticed}`, place, false);
  }
  return verdict(null, -1, isCut);
}

function timeOf(work: (() => unknown) | undefined): number {
  if (work === undefined) return 0;
  const begun = cpuTime();
  work();
  return cpuTime() - begun;
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
