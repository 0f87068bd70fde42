import type { Survivors } from './survivor.ts';

const BEYOND = 'one step more reads or writes behind the end of a typed array, which changes nothing';
const NONE_IS_ALL_BITS = 'what is put together with NONE, which is -1, is NONE again';
const NO_CODE_0 =
  'no request comes to the code 0: user memory, the claim 0, is of type MOVABLE, which is not 0';

export const requests: Survivors = {
  'impl/requests/routes.ts': [
    {
      line: 'for (let node = 0; node < nodeCount; node++)',
      from: 'node < nodeCount',
      to: ['node <= nodeCount'],
      why: BEYOND,
    },
    {
      line: 'for (let place = 0; place < ROUTES_PER_NODE; place++)',
      from: 'place < ROUTES_PER_NODE',
      to: ['place <= ROUTES_PER_NODE'],
      why: 'the route after the last is the first of the next node, which is written next, or lies behind the end',
    },
    { line: 'if (zone < 0) return NONE;', from: 'zone < 0', to: ['false'], why: NONE_IS_ALL_BITS },
    {
      line: 'if (code < 0 || memory.upgraded[0] !== 0) return NONE;',
      from: 'code < 0',
      to: ['code <= 0'],
      why: NO_CODE_0,
    },
  ],
};
