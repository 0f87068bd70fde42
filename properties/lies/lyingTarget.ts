import { soundTarget } from '../../impl/target.ts';
import type { Allocator, Target } from '../../spec/allocator.ts';
import { EFFECT_KINDS, type Effects } from '../../spec/operations/effects.ts';
import { OPERATION_KINDS } from '../../spec/operations/operation.ts';
import { type Lie, liesAbout } from '../naive/lies.ts';

/** A target that is sound until it is asked once too often, and lies then. */
export interface LyingTarget extends Target {
  /** Which of the calls since boot is answered with a lie, from 0; -1 for none. */
  liesAt: number;
  /** Which lie. */
  lie: number;
  /** What was lied about, and how; empty if nothing was. */
  lied: string;
  /** Calls since boot. */
  calls: number;
}

type Deed = (...values: unknown[]) => unknown;

const OPERATIONS: ReadonlySet<string> = new Set(OPERATION_KINDS);

/** @param lies how many there are about each answer, and then one more: it is no integer */
export function lyingTarget(lies: number, sound: Target = soundTarget): LyingTarget {
  const target: LyingTarget = {
    ...sound,
    liesAt: -1,
    lie: 0,
    lied: '',
    calls: 0,
    boot(map, design, effects) {
      target.calls = 0;
      target.lied = '';
      return listenedTo(target, sound.boot(map, design, effects), effects, lies);
    },
  };
  return target;
}

function listenedTo(target: LyingTarget, sound: Allocator, effects: Effects, lies: number): Allocator {
  return new Proxy(sound, {
    get(_, name) {
      const value = Reflect.get(sound, name) as unknown;
      if (name === 'reset' || typeof value !== 'function') return name === 'reset' ? undefined : value;
      const deed = (value as Deed).bind(sound);
      return typeof name === 'string' && OPERATIONS.has(name)
        ? told(target, name, deed, effects, lies)
        : deed;
    },
  });
}

/** The same method, but for the one call that is lied about. */
function told(target: LyingTarget, name: string, deed: Deed, effects: Effects, lies: number): Deed {
  return (...values) => {
    const answer = deed(...values);
    if (target.calls++ !== target.liesAt || typeof answer !== 'number') return answer;
    const told = { answer, effects };
    const lie = [...liesAbout(told, lies, target.liesAt), { ...told, ...noInteger(answer) }][target.lie];
    if (lie === undefined) return answer;
    target.lied = `${name}: ${lie.what.replace(/-?\d+/g, 'n')}`;
    repeat(lie, effects);
    return lie.answer;
  };
}

const noInteger = (answer: number) => ({ answer: answer + 0.5, what: 'answer is no integer' });

function repeat({ effects: told }: Lie, effects: Effects): void {
  const entries = Array.from(
    { length: told.count },
    (_, index) => [told.kind(index), told.first(index), told.second(index)] as const,
  );
  effects.clear();
  for (const [kind, first, second] of entries) effects[EFFECT_KINDS[kind]!](first, second); // Kinds that exist.
}
