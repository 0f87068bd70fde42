import { statSync } from 'node:fs';
import type { Sighting } from '../properties/campaign/foundViolation.ts';
import type { CampaignResult } from '../properties/campaign/result.ts';
import type { TargetReference } from '../properties/campaign/targetReference.ts';
import type { FailureStore } from '../properties/failures/failureStore.ts';
import { FAILURES_FOLDER } from '../properties/failures/folder.ts';
import type { ReplayedFailures } from '../properties/failures/replayFailures.ts';
import { InputError, showValue } from '../properties/input/inputError.ts';
import { interruption } from './interruption.ts';
import { counted } from './render/numbers.ts';

export const FAILURE_MODES = ['first', 'replay-only', 'ignore'] as const;

export type FailureMode = (typeof FAILURE_MODES)[number];

/** Reads the value of `--failures`. */
export function failureMode(value: string): FailureMode {
  const mode = FAILURE_MODES.find((known) => known === value);
  if (mode !== undefined) return mode;
  const expected = `one of ${FAILURE_MODES.join(', ')}`;
  throw new InputError({
    place: '--failures',
    expected,
    found: showValue(value),
    remedy: '--failures first',
  });
}

/** The store of this directory; null if failures are ignored, or nobody asked for them and the folder is not there. */
export async function openStore(mode: FailureMode | undefined): Promise<FailureStore | null> {
  const there = statSync(FAILURES_FOLDER, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (mode === 'ignore' || (mode === undefined && !there)) return null;
  const { FailureStore } = await import('../properties/failures/failureStore.ts');
  return new FailureStore(FAILURES_FOLDER);
}

/** Keeps what a campaign finds the moment it is found, and again once it is minimal. */
export class Keeper {
  readonly #store: FailureStore;
  readonly #target: string;
  readonly #say: (text: string) => void;
  /** Hashes of sightings that are not minimal yet. */
  readonly #raw = new Set<string>();

  constructor(store: FailureStore, target: string, say: (text: string) => void) {
    this.#store = store;
    this.#target = target;
    this.#say = say;
  }

  sighted({ scenario, violation }: Sighting): void {
    const hash = this.#keep({ scenario, violation, minimal: false });
    if (hash !== null) this.#raw.add(hash);
  }

  /** The minimal scenarios take the places of what was first seen. */
  finished({ violations }: CampaignResult): void {
    const kept = violations.map((found) => this.#keep(found));
    if (kept.length === 0 || kept.includes(null)) return;
    for (const hash of this.#raw) if (!kept.includes(hash)) this.#store.remove(hash);
    this.#raw.clear();
  }

  /** A disk that is full is no reason to lose the report. */
  #keep({ scenario, violation, minimal }: Sighting & { readonly minimal: boolean }): string | null {
    try {
      return this.#store.keep({ target: this.#target, scenario, violation, minimal });
    } catch (error) {
      this.#say(`warning: the failure was not kept: ${error instanceof Error ? error.message : error}\n`);
      return null;
    }
  }
}

/** Who keeps what is found of a target. */
export async function keeperOf(
  store: FailureStore,
  target: TargetReference,
  say: (text: string) => void,
): Promise<Keeper> {
  const { targetKey } = await import('../properties/failures/replayFailures.ts');
  return new Keeper(store, targetKey(target), say);
}

/** Replays what is stored, and says on `say` what happened to files. */
export async function replayStored(
  store: FailureStore,
  target: TargetReference,
  say: (text: string) => void,
): Promise<ReplayedFailures> {
  const { replayFailures } = await import('../properties/failures/replayFailures.ts');
  const { signal, release } = interruption();
  const replayed = await replayFailures(store, target, signal).finally(release);
  for (const { message } of replayed.damaged) say(`warning: ${message}; it was left alone\n`);
  for (const hash of replayed.fixed) say(`fixed: ${store.fileOf(hash)} passes now and was removed\n`);
  return replayed;
}

/** The last line of a report on stored failures. */
export function storedLine({ tried, failing, interrupted }: ReplayedFailures): string {
  if (interrupted) return `inconclusive: it was interrupted after ${counted(tried, 'stored failure')}`;
  if (failing > 0)
    return `violation: ${failing} of ${counted(tried, 'stored failure')} still ${failing === 1 ? 'fails' : 'fail'}; nothing else was tried, as --failures ignore would`;
  return tried === 0
    ? 'pass: no failures are stored'
    : `pass: ${counted(tried, 'stored failure')} replayed, none fails`;
}
