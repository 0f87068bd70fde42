import type { Survivors } from './survivor.ts';

const FRONT = 'without a block this writes in front of a typed array, which changes nothing';
const RESET = 'a reset by another boot and one by a copy of the first end in the same state';
const RECORDS = 'what is called asks the same once more, and does nothing without records';

export const core: Survivors = {
  'impl/core/buddyCore.ts': [
    {
      line: 'if (!(pages > 0 && pages <= 2 ** 30 && pages % largest === 0))',
      from: 'pages <= 2 ** 30',
      to: ['pages < 2 ** 30'],
      why: 'a core of 2^30 pages takes more memory than a test has',
    },
    { line: 'if (first >= 0) previous[first] = pfn;', from: 'first >= 0', to: ['true'], why: FRONT },
    { line: 'if (after >= 0) previous[after] = -1;', from: 'after >= 0', to: ['true'], why: FRONT },
    { line: 'if (after >= 0) previous[after] = before;', from: 'after >= 0', to: ['true'], why: FRONT },
    {
      line: 'while (from <= maxOrder && heads[from]! < 0) from++;',
      from: 'from <= maxOrder',
      to: ['true'],
      why: 'behind the last list there is nothing that would be below 0',
    },
  ],
  'impl/pageAllocator.ts': [
    {
      line: 'this.#boot = options.keepsBoot === false ? null : this.memory.state.slice();',
      from: 'options.keepsBoot === false',
      to: ['true', 'false', 'options.keepsBoot !== false'],
      why: RESET,
    },
    {
      line: 'this.#boot = options.keepsBoot === false ? null : this.memory.state.slice();',
      from: 'false',
      to: ['true'],
      why: RESET,
    },
    {
      line: 'if (this.#boot !== null) return state.set(this.#boot);',
      from: 'this.#boot !== null',
      to: ['false'],
      why: RESET,
    },
    {
      line: 'const gfp = memory.upgraded[0] === 0 ? asked : flagsOfProcess(memory, asked, owner);',
      from: 'memory.upgraded[0] === 0',
      to: ['false'],
      why: 'where no process is upgraded, the flags come back as they are',
    },
    {
      line: 'if (memory.recordsOwners) this.recordOwner(pfn, 1 << order);',
      from: 'memory.recordsOwners',
      to: ['true'],
      why: RECORDS,
    },
    {
      line: 'else for (let each = 0; each < cpuCount; each++) this.drainCpu(each);',
      from: 'each < cpuCount',
      to: ['each <= cpuCount'],
      why: 'behind the last CPU nothing is counted',
    },
  ],
  'impl/boot/bootMemblock.ts': [
    {
      line: 'while (at < free.length && free[at]! < first) at += WORDS;',
      from: 'at < free.length',
      to: ['true', 'at <= free.length'],
      why: 'behind the last range there is no number, and nothing compares with that',
    },
    {
      line: 'for (let at = 0; at < free.length; at += WORDS) {',
      from: 'at < free.length',
      to: ['at <= free.length'],
      why: 'behind the last range there is no number, and nothing compares with that',
    },
    {
      line: 'if (from < Math.min(to, start)) rest.push(from, Math.min(to, start), region);',
      from: 'from < Math.min(to, start)',
      to: ['from <= Math.min(to, start)'],
      why: 'an empty range is left over, in which nothing fits',
    },
    {
      line: 'if (Math.max(from, end) < to) rest.push(Math.max(from, end), to, region);',
      from: 'Math.max(from, end) < to',
      to: ['Math.max(from, end) <= to'],
      why: 'an empty range is left over, in which nothing fits',
    },
    {
      line: 'for (let at = free.length - WORDS; at >= 0; at -= WORDS) {',
      from: 'free.length - WORDS',
      to: ['free.length + WORDS'],
      why: 'behind the last range there are no numbers, and nothing fits between them',
    },
  ],
};
