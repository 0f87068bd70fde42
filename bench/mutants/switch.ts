/** The global variable that says which site of the oracle is weakened at the moment, by its number. */
export const SWITCH = '__zoneproofWeakened';
