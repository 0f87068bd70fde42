import { measured } from './measures.ts';

/** Takes the measure named on the command line and prints its figure. A process each: V8 shares type feedback within one. */
process.stdout.write(`${JSON.stringify(await measured(process.argv[2] ?? ''))}\n`);
