import { hex } from '../../model/oracle/index.ts';
import {
  EFFECT_ENTERED,
  EFFECT_GAVE_UP,
  EFFECT_KILLED,
  EFFECT_KINDS,
  EFFECT_MOVED,
  EFFECT_NOTIFIED,
  type Effects,
} from '../../spec/operations/effects.ts';
import { NOTIFICATIONS } from '../../spec/operations/notification.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { COMPACT_RESULTS, POISON_RESULTS, refusalName } from '../../spec/operations/outcome.ts';
import { STAGES } from '../../spec/requests/rounds.ts';
import type { Booted } from './booted.ts';

const MOST_EFFECTS = 4;

/** What the target answered and did, in words: `granted 0x20; took 0x24, 0x26`. */
export function sayAnswer(run: Booted, operation: Operation, answer: number): string {
  // A target may answer anything; what is no number is shown as it is.
  if (typeof answer !== 'number') return `answered ${String(answer)}`;
  if (Number.isNaN(answer)) return 'skipped: its subject does not exist';
  const effects = sayEffects(run.effects);
  const said = refusalName(answer) ?? saySuccess(operation, answer);
  return effects === '' ? said : `${said}; ${effects}`;
}

function saySuccess(operation: Operation, answer: number): string {
  switch (operation.kind) {
    case 'allocate':
    case 'poolGet':
    case 'cmaAllocate':
      return `granted ${hex(answer)}`;
    case 'pin':
      return `pinned at ${hex(answer)}`;
    case 'collapse':
      return `one block at ${hex(answer)}`;
    case 'inflate':
      return `lent ${hex(answer)}`;
    case 'migrate':
      return `moved to ${hex(answer)}`;
    case 'reserveRange':
      return `reserved at ${hex(answer)}`;
    case 'poolEmpty':
      return `${answer} elements`;
    case 'reclaim':
    case 'kswapd':
      return `${answer} pages`;
    case 'compact':
      return COMPACT_RESULTS[answer] ?? String(answer);
    case 'poison':
    case 'poisonOf':
      return POISON_RESULTS[answer] ?? String(answer);
    default:
      return answer === 0 ? 'DONE' : String(answer);
  }
}

function sayEffect(kind: number, first: number, second: number): string {
  if (kind === EFFECT_MOVED) return `${hex(first)} -> ${hex(second)}`;
  if (kind === EFFECT_NOTIFIED) return `${NOTIFICATIONS[first] ?? first} of block ${second}`;
  if (kind === EFFECT_ENTERED) return `${STAGES[first] ?? `stage ${first}`} in round ${second}`;
  return kind === EFFECT_KILLED || kind === EFFECT_GAVE_UP ? String(first) : hex(first);
}

/** Effects by kind, the first few of each by name. */
function sayEffects(effects: Effects): string {
  const byKind = new Map<number, string[]>();
  for (let index = 0; index < effects.count; index++) {
    const kind = effects.kind(index);
    const list = byKind.get(kind) ?? [];
    list.push(sayEffect(kind, effects.first(index), effects.second(index)));
    byKind.set(kind, list);
  }
  return Array.from(byKind, ([kind, list]) => {
    const more = list.length > MOST_EFFECTS ? ` and ${list.length - MOST_EFFECTS} more` : '';
    return `${EFFECT_KINDS[kind] ?? 'unknown effect'} ${list.slice(0, MOST_EFFECTS).join(', ')}${more}`;
  }).join('; ');
}
