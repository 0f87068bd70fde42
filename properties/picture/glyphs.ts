import type { LeafName } from '../../spec/pages/leaf.ts';

/**
 * One character for each state of a page: punctuation for what nobody uses, small letters for what is in use without a
 * guarantee, capitals for what is under the guarantee of mirrored memory.
 */
export const GLYPHS: Readonly<Record<LeafName, string>> = {
  'offline.absent': '_',
  'offline.present': '-',
  'offline.poisoned': 'x',
  'free.available': '.',
  'free.cached': ',',
  'free.isolated': ':',
  'movable.mapped': 'u',
  'movable.driver': 'd',
  'movable.migrating': '~',
  'pinned.fixed': '#',
  'pinned.kernel': 'k',
  'pinned.shortterm': 's',
  'pinned.longterm': 'l',
  'mirrored.kernel': 'K',
  'mirrored.critical': 'C',
  'mirrored.criticalPinned': 'P',
  'pinned.orphan': 'o',
  'offline.lent': '/',
  'free.reserve': 'm',
};

/** More than one state is possible. */
export const UNDECIDED = '?';

/** The character for a belief: its leaf if there is one, `?` if there are more. */
export const glyphOf = (leaves: readonly string[]): string =>
  leaves.length === 1 ? (GLYPHS[leaves[0] as LeafName] ?? UNDECIDED) : UNDECIDED; // Unknown names show as `?`.
