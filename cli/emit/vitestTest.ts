import { relative, sep } from 'node:path';
import type { TargetReference } from '../../properties/campaign/targetReference.ts';
import { scenarioText } from '../../properties/scenario/scenarioJson.ts';
import { INVARIANTS } from '../../spec/invariants/index.ts';
import { ruleOf } from '../render/rule.ts';
import type { Emitted } from './emitted.ts';

/** A test file for vitest that needs nothing but the package and the target: it fails as long as the scenario breaks a rule. */
export function vitestTest({ scenario, token, hash, replayed, target, folder, version }: Emitted): string {
  const { violation } = replayed;
  const title =
    violation === null
      ? `scenario ${hash} breaks no rule`
      : `${violation.invariant}: ${ruleOf(INVARIANTS, violation.invariant).claim}`;
  const history =
    violation === null
      ? `When it was written, ${replayed.target} passed.`
      : `When it was written, ${replayed.target} failed: ${violation.sentence}.`;
  const json = scenarioText(scenario).trimEnd().replaceAll('\n', '\n  ');
  return `// Written by zoneproof ${version} out of ${oneLine(token)}
// ${oneLine(history)}
${importsFor(target, folder)}
const { layout, design, operations } = readScenario(
  ${json},
  'scenario ${hash}',
);

test(${JSON.stringify(title)}, () => {
  const session = openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target);
  expect(session.run(operations)).toBeNull();
});
`;
}

const HELPERS = ['DESIGNS', 'memoryMapOf', 'openSession', 'readScenario'];

function importsFor(target: TargetReference, folder: string): string {
  const own = { sound: ['soundTarget as target'], fault: ['FAULTS'], module: [] }[target.kind];
  const names = [...HELPERS, ...own].sort((one, other) => one.localeCompare(other)).join(', ');
  const lines = ["import { expect, test } from 'vitest';", `import { ${names} } from 'zoneproof';`];
  if (target.kind === 'module')
    lines.push(`import { target } from ${JSON.stringify(importPath(folder, target.file))};`);
  if (target.kind === 'fault') lines.push('', `const { target } = FAULTS[${JSON.stringify(target.name)}];`);
  return `${lines.join('\n')}\n`;
}

function importPath(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/');
  return path.startsWith('../') ? path : `./${path}`;
}

/** Nothing in a comment of one line may end the line. */
const oneLine = (text: string): string => text.replace(/[\s\u2028\u2029]+/g, ' ');
