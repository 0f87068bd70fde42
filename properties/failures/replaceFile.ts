import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How the half-written files are called that a killed process leaves behind. */
export const HALF = /^\..*\.\d+\.tmp$/;

/** Nobody ever sees half of a file, whenever the process or the machine dies: it is written beside its place and then moved there. */
export function replaceFile(file: string, text: string): void {
  const known = statSync(file, { throwIfNoEntry: false });
  if (known !== undefined && !known.isFile()) return writeFileSync(file, text); // Such as /dev/stdout.
  const place = known === undefined ? file : realpathSync(file); // A link stays a link.
  const half = join(dirname(place), `.${basename(place)}.${process.pid}.tmp`);
  try {
    const descriptor = openSync(half, 'w', known?.mode);
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(half, place);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}
