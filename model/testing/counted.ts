import { FINDINGS } from '../../spec/findings.ts';
import { WITNESSES } from '../../spec/witnesses.ts';
import type { Scene } from './scene.ts';

const NAMES = [...WITNESSES.map(({ name }) => name), ...FINDINGS.map(({ kind }) => kind)];

/** By how much each witness and each finding grew while something was done, by name; those that did not are left out. */
export function counted(scene: Scene, deed: () => unknown): Readonly<Record<string, number>> {
  const { witnesses, findings } = scene.state;
  const before = [...witnesses, ...findings];
  deed();
  const grown = [...witnesses, ...findings].map((count, place) => count - before[place]!); // As many.
  return Object.fromEntries(NAMES.map((name, place) => [name, grown[place]!]).filter(([, by]) => by !== 0));
}
