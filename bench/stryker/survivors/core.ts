import type { Survivors } from './survivor.ts';

const FRONT = 'without a block this writes in front of a typed array, which changes nothing';
const RESET = 'a reset by another boot and one by a copy of the first end in the same state';
const RECORDS = 'what is called asks the same once more, and does nothing without records';
const NOT_ZERO = 'boot memory never has frame 0';
const LEFT_OVER =
  'what it leaves over is empty or turned round: nothing fits in, and it joins nothing that would not be joined without it';
const NO_CODE_0 =
  'no request comes to the code 0: user memory, the claim 0, is of type MOVABLE, which is not 0';

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
    {
      line: 'if (code < 0 || order >>> 0 > memory.maxOrder || owner >>> 0 >= OWNERS) return INVALID;',
      from: 'code < 0',
      to: ['code <= 0'],
      why: NO_CODE_0,
    },
    {
      line: 'return own.length === 0 ? number : numberOf(Int32Array.of(number, number / 2 ** 32, ...Array.from(own)));',
      from: 'own.length === 0',
      to: ['false'],
      why: 'another number for each state, and as good a one',
    },
    {
      line: 'return own.length === 0 ? number : numberOf(Int32Array.of(number, number / 2 ** 32, ...Array.from(own)));',
      from: 'number / 2 ** 32',
      to: ['number * 2 ** 32'],
      why: 'the lower half of the number is left, in which two states are alike once in 2^32 times',
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
      line: 'if (from < below) rest.push(from, below, region);',
      from: 'from < below',
      to: ['from <= below'],
      why: 'an empty range is left over, in which nothing fits',
    },
    {
      line: 'if (above < to) rest.push(above, to, region);',
      from: 'above < to',
      to: ['above <= to'],
      why: 'an empty range is left over, in which nothing fits',
    },
    {
      line: 'for (let at = free.length - WORDS; at >= 0; at -= WORDS) {',
      from: 'free.length - WORDS',
      to: ['free.length + WORDS'],
      why: 'behind the last range there are no numbers, and nothing fits between them',
    },
    {
      line: 'const pfn = mirrored >= 0 ? mirrored : this.#search(pages, 2 ** align, node, exact, false);',
      from: 'mirrored >= 0',
      to: ['mirrored > 0'],
      why: NOT_ZERO,
    },
    {
      line: 'if (pfn < 0) return NO_MEMORY;',
      from: 'pfn < 0',
      to: ['pfn <= 0'],
      why: NOT_ZERO,
    },
    {
      line: 'if (mirrored < 0 && this.prefersMirror()) this.warn(pfn);',
      from: 'mirrored < 0',
      to: ['mirrored <= 0'],
      why: NOT_ZERO,
    },
    {
      line: 'return near >= 0 || exact ? near : this.#highest({ pages, step, node: -1, mirroredOnly });',
      from: 'near >= 0',
      to: ['near > 0'],
      why: NOT_ZERO,
    },
    {
      line: 'while (at < free.length && free[at]! < first) at += WORDS;',
      from: 'free[at]! < first',
      to: ['free[at]! <= first'],
      why: 'no other free range begins there: what touches was cut out before',
    },
    {
      line: 'if (from < below) rest.push(from, below, region);',
      from: 'from < below',
      to: ['true'],
      why: LEFT_OVER,
    },
    {
      line: 'const neighbours: FreeRange[] = [];',
      from: '[]',
      to: ['["Stryker was here"]'],
      why: 'what is no range is of no region, and is left out by the filter for that',
    },
  ],
};
