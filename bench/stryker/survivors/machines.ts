import type { Survivors } from './survivor.ts';

export const machines: Survivors = {
  'model/compile/acceptance.ts': [
    {
      line: 'const ACCEPTED = /^\\d+ to /;',
      from: '/^\\d+ to /',
      to: ['/\\d+ to /'],
      why: 'behind a number and a space only an accepted answer goes on with these two letters: no rule that refuses has a number before them',
    },
  ],
  'model/compile/compiledMachine.ts': [
    {
      line: 'return cell < REFUSED ? null : (machine.refusals[cell - REFUSED] ?? null);',
      from: 'cell < REFUSED',
      to: ['false'],
      why: 'no refusal has a number below 0, so that what is looked up for an accepted event is null as well',
    },
  ],
  'model/compile/stepMask.ts': [
    {
      line: 'if ((mask & (mask - 1)) === 0) return mask === 0 ? 0 : step(cells, event, mask, facts);',
      from: '(mask & (mask - 1)) === 0',
      to: ['false'],
      why: 'spares the loop below for no leaf and for one, of which it makes the same',
    },
  ],
  'model/machines/pressureMachine.ts': [
    {
      line: 'rules.every((rule) => PRESSURE_RULES[rule](context)),',
      from: 'rules.every((rule) => PRESSURE_RULES[rule](context))',
      to: ['rules.some(rule => PRESSURE_RULES[rule](context))'],
      why: 'each guard of this machine names the only rule that it has',
    },
  ],
};
