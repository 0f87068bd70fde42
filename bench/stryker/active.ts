/** Which mutant is alive in a bundle that has a switch for each, by its number; -1 for none. */
export let active: number = Number((globalThis as { zoneproofMutant?: number }).zoneproofMutant ?? -1);

/** Brings one to life. */
export function activate(mutant: number): void {
  active = mutant;
}

/** Which places of mutants were passed, where the bundle was built to note it. */
export const passed = new Uint8Array(1 << 16);
