import type { PfnRange } from '../../spec/layout/layout.ts';
import { unionOf } from './pages.ts';
import { lineError, type TextFile } from './textFile.ts';

/** Reads mirrored ranges that a person wrote down: `0x100000 0x110000` a line, the end exclusive; `#` starts a remark. */
export function readMirroredPfns(file: TextFile): PfnRange[] {
  const ranges: PfnRange[] = [];
  for (const [index, line] of file.lines.entries()) {
    const text = line.replace(/#.*/, '').trim();
    if (text === '') continue;
    const [, start, end] = /^0x([0-9a-f]{1,12})\s+0x([0-9a-f]{1,12})$/i.exec(text) ?? [];
    const range = { start: Number.parseInt(start ?? '', 16), end: Number.parseInt(end ?? '', 16) };
    if (!(range.start < range.end)) {
      throw lineError(file, index, '`0xSTART 0xEND`, two ascending pfns', 'write one mirrored range a line');
    }
    ranges.push(range);
  }
  return unionOf(ranges);
}
