import { MEASURES } from './measures.ts';

/** Runs the measure named on the command line and prints its figure. A process each: V8 shares type feedback within one. */
const name = process.argv[2] ?? '';
const measure = MEASURES[name];
if (!measure) throw new RangeError(`no measure '${name}'; there are ${Object.keys(MEASURES).join(', ')}`);
process.stdout.write(`${measure()}\n`);
