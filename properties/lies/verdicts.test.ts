import { expect, test } from 'vitest';
import { soundTarget } from '../../impl/target.ts';
import { quiet } from '../traps/trap.ts';
import { reportVerdicts } from './reportVerdicts.ts';
import { QUIET_TOKENS } from './tokens.ts';
import { verdicts } from './verdicts.ts';

/** A rule that becomes laxer, or stricter, changes a line. `npx vitest run properties/lies -u` writes them anew: read the difference. */
test('the oracle says to each lie what it said when somebody last looked', async () => {
  await expect(`${verdicts().join('\n')}\n`).toMatchFileSnapshot('verdicts.txt');
}, 240_000);

test('and to each lie about the state of the target', async () => {
  await expect(`${reportVerdicts().join('\n')}\n`).toMatchFileSnapshot('reports.txt');
}, 60_000);

/** There it has to reckon with every page being on a private list. */
test('and to the lies of a target that does not tell of its private lists', async () => {
  const untold = quiet(soundTarget);
  const lines = [...verdicts(QUIET_TOKENS, undefined, untold), ...reportVerdicts(QUIET_TOKENS, untold)];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('quiet.txt');
}, 60_000);
