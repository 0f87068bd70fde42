import { EFFECT_KINDS, type EffectKind, Effects } from '../../spec/operations/effects.ts';
import { Random } from '../generate/random.ts';

/** What a target answered, and what it said it did. */
export interface Tell {
  readonly answer: number;
  readonly effects: Effects;
}

/** Something else it could have said, and how that differs. */
export interface Lie extends Tell {
  readonly what: string;
}

type Entry = readonly [kind: number, first: number, second: number];

/** Lies about one answer, drawn from a seed: another number, another refusal, an effect too many, too few, or changed. */
export function* liesAbout({ answer, effects }: Tell, count: number, seed: number): Generator<Lie> {
  const random = new Random();
  random.seed(seed + 1);
  const entries = entriesOf(effects);
  for (let lie = 0; lie < count; lie++) {
    const toldEntries = entries.length > 0 && !random.onceIn(3);
    if (!toldEntries && !random.onceIn(4)) {
      const said = otherAnswer(answer, random);
      yield { answer: said, effects, what: `answer ${answer} became ${said}` };
      continue;
    }
    const [what, changed] = otherEntries(entries, random);
    yield { answer: random.onceIn(6) ? otherAnswer(answer, random) : answer, effects: logOf(changed), what };
  }
}

const REFUSAL_CODES = 6;

/** The effects that lies add: what the operations of the naive reference may say. */
const KNOWN: readonly EffectKind[] = [
  'took',
  'putBack',
  'cached',
  'moved',
  'reclaimed',
  'isolated',
  'unisolated',
  'typeChanged',
  'zoneChosen',
  'culprit',
  'zeroed',
];

const anyKind = (random: Random): number => EFFECT_KINDS.indexOf(KNOWN[random.below(KNOWN.length)]!); // Below the length.

function otherAnswer(answer: number, random: Random): number {
  const shift = 2 ** random.below(5);
  return [
    answer + shift,
    answer - shift,
    -random.below(REFUSAL_CODES + 1),
    random.below(160),
    random.below(8),
  ][random.below(5)]!; // Five entries.
}

function otherEntries(entries: readonly Entry[], random: Random): [what: string, entries: readonly Entry[]] {
  const at = random.below(entries.length);
  const old = entries[at];
  if (old === undefined || random.onceIn(8)) {
    const added: Entry = [anyKind(random), random.below(128), random.below(4)];
    return [`effect ${at} was added`, entries.toSpliced(at, 0, added)];
  }
  const [kind, first, second] = old;
  const shift = 2 ** random.below(5) * (random.onceIn(2) ? 1 : -1);
  switch (random.below(7)) {
    case 0:
      return [`effect ${at} was dropped`, entries.toSpliced(at, 1)];
    case 1:
      return [`effect ${at} was doubled`, entries.toSpliced(at, 0, old)];
    case 2:
      return [`effect ${at} is another kind`, entries.with(at, [anyKind(random), first, second])];
    case 3:
      return [`effect ${at} came last`, [...entries.toSpliced(at, 1), old]];
    case 4:
      return [
        `effect ${at} has another second argument`,
        entries.with(at, [kind, first, Math.abs(second + shift)]),
      ];
    case 5:
      return ['the log was cut', entries.slice(0, at)];
    default:
      return [
        `effect ${at} has another first argument`,
        entries.with(at, [kind, Math.abs(first + shift), second]),
      ];
  }
}

const entriesOf = (effects: Effects): Entry[] =>
  Array.from({ length: effects.count }, (_, index) => [
    effects.kind(index),
    effects.first(index),
    effects.second(index),
  ]);

function logOf(entries: readonly Entry[]): Effects {
  const effects = new Effects();
  for (const [kind, first, second] of entries) effects[EFFECT_KINDS[kind]!](first, second); // Kinds that exist.
  return effects;
}
