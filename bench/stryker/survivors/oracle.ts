import type { Survivors } from './survivor.ts';

const WORDS = 'only the words of an objection differ, or the frame that is shown with it';

export const oracle: Survivors = {
  'model/oracle/followDrain.ts': [
    {
      line: "mustEnd(effects, followDrains(s, effects, 0, cpu === ALL_CPUS ? ANY_CPU : cpu), 'drain');",
      from: 'cpu === ALL_CPUS',
      to: ['false'],
      why: 'all CPUs of an operation and any CPU of the books happen to have the same number',
    },
  ],
  'model/oracle/followIsolate.ts': [
    {
      line: `const hint = better < 0 ? 'nothing in it must stay' : \`\${hex(better)} would have been one\`;`,
      from: 'better < 0',
      to: ['false'],
      why: WORDS,
    },
  ],
  'model/oracle/followOffline.ts': [
    { line: 'block * s.blockPages,', from: 'block * s.blockPages', to: ['block / s.blockPages'], why: WORDS },
    {
      line: "const named = culprit < 0 ? 'no page' : hex(culprit);",
      from: 'culprit < 0',
      to: ['true'],
      why: WORDS,
    },
    {
      line: "const named = progress.stuck < 0 ? 'a page that is not named' : hex(progress.stuck);",
      from: 'progress.stuck < 0',
      to: ['false'],
      why: WORDS,
    },
  ],
  'model/oracle/followRange.ts': [
    {
      line: `const hint = better < 0 ? 'nothing in the range must stay' : \`\${hex(better)} would have been one\`;`,
      from: 'better < 0',
      to: ['true'],
      why: WORDS,
    },
  ],
  'model/oracle/followSteps.ts': [
    {
      line: `const hint = other < 0 ? 'which nobody uses' : \`although \${hex(other)} could move\`;`,
      from: 'other < 0',
      to: ['other <= 0', 'other >= 0'],
      why: WORDS,
    },
  ],
  'model/oracle/followUpgrade.ts': [
    {
      line: 'while (index < effects.count) {',
      from: 'index < effects.count',
      to: ['index <= effects.count'],
      why: 'behind the last effect none is named any more, which ends the loop as well',
    },
  ],
  'model/oracle/freeIndex.ts': [
    {
      line: 'if (type >= HIGHATOMIC) countSpecial(s, zone, type, 1 << order);',
      from: 'type >= HIGHATOMIC',
      to: ['true'],
      why: 'spares a call that looks at the type itself, and counts nothing of an ordinary one',
    },
  ],
};
