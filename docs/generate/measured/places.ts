import { pathToFileURL } from 'node:url';

/** The repository, from which the commands of npm are run. */
export const ROOT = pathToFileURL(`${process.cwd()}/`);

/** Where measured data are kept. */
export const MEASURED = new URL('docs/measured/', ROOT);
