/** A weakened oracle that nobody notices, with the reason why that is no hole: it judges as the whole one does. */
export const SURVIVORS: Readonly<Record<string, string>> = {};

/** What is to be done about survivors that nobody has a reason for, and about reasons for what no longer survives. */
export function complaintsAbout(survivors: readonly string[], isAll: boolean): string[] {
  const unexplained = survivors.filter((name) => !Object.hasOwn(SURVIVORS, name));
  const gone = isAll ? Object.keys(SURVIVORS).filter((name) => !survivors.includes(name)) : [];
  return [
    ...unexplained.map((name) => `nobody notices: ${name}`),
    ...gone.map((name) => `noticed after all, or gone: ${name}`),
  ];
}
