import type { PfnRange, ReservedRange } from '../../spec/layout/layout.ts';
import { touchedPages, unionOf, wholePages } from './pages.ts';
import { lineError, type TextFile } from './textFile.ts';

/** What /proc/iomem tells about memory. */
export interface Iomem {
  /** `System RAM`, also what a driver such as virtio-mem added; whole pages. */
  readonly memory: readonly PfnRange[];
  /** What boot took for good: the kernel image without its init sections, which are freed, and memory for a crash kernel. */
  readonly taken: readonly ReservedRange[];
}

/** Reads /proc/iomem. Throws InputError at a line with a malformed range, and where all addresses were hidden. */
export function readIomem(file: TextFile): Iomem {
  const memory: PfnRange[] = [];
  const taken: ReservedRange[] = [];
  for (const [index, line] of file.lines.entries()) {
    if (line.trim() === '') continue;
    const parts = /^\s*([0-9a-f]{1,16})-([0-9a-f]{1,16}) : (.*)$/.exec(line);
    if (parts === null) throw lineError(file, index, '`start-end : name`', 'copy /proc/iomem unchanged');
    const [, first = '', last = '', name = ''] = parts;
    if (/^System RAM( \(.*\))?$/.test(name)) {
      if (/^0+$/.test(last))
        throw lineError(file, index, 'an address', 'read /proc/iomem as root: others see zeros');
      memory.push(wholePages(first, last));
    }
    if (/^(Kernel (code|rodata|data|bss)|Crash kernel)$/.test(name)) {
      taken.push({ ...touchedPages(first, last), why: name.toLowerCase() });
    }
  }
  return { memory: unionOf(memory), taken };
}
