import { BootMemblock } from '../../../impl/boot/bootMemblock.ts';
import { bootTarget } from '../bootTarget.ts';
import type { Fault } from '../fault.ts';

class ReleaseLeavesTail extends BootMemblock {
  override take(start: number, end: number, step: number, exact: boolean): void {
    super.take(start, start + Math.ceil((end - start) / step) * step, step, exact);
  }
}

/** Reserved as it was rounded up, released as it was asked for. */
export const releaseLeavesTail: Fault = {
  name: 'release-leaves-tail',
  summary: 'boot reserves a range with its size rounded up to the alignment, and releases what was asked for',
  bug: {
    id: 'B34',
    area: 'boot',
    system: 'U-Boot LMB, 2019; 0f7c51a676ca73f7950a7e4f9d8454e57324270c',
    story:
      'Ranges that overlapped were reserved for two users, and after a release a tail stayed reserved. The size of a range was rounded up to ' +
      'its alignment when it was stored, while its user released the size it had asked for; nobody noticed the difference, as overlaps were not ' +
      'looked for.',
    source: 'commit "lib: lmb: reserving overlapping regions should fail"',
  },
  invariant: 'INV-3',
  // What is missing may as well send a request to other memory than is due.
  also: ['INV-125', 'INV-158'],
  design: 'none',
  target: bootTarget('release-leaves-tail', ReleaseLeavesTail),
};
