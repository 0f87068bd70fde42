/**
 * Rules that are written down before their mechanism is in the model. Nobody enforces them yet, and no campaign claims to: a
 * number leaves this list when its mechanism arrives with a demonstration in `properties/demonstrations/`, which a test holds
 * to. The list is to end empty.
 */
export const PENDING: readonly `INV-${number}`[] = [];
