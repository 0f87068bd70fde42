/** Where a project keeps its failures, seen from its directory. */
export const FAILURES_FOLDER = '.zoneproof/failures';
