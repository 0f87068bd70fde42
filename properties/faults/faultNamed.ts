import { FAULTS, type Fault } from './index.ts';

/** The seeded fault of that name, or that plants the real bug of that number, as `B07`. */
export const faultNamed = (name: string): Fault | undefined =>
  Object.hasOwn(FAULTS, name)
    ? FAULTS[name]
    : Object.values(FAULTS).find(({ bug }) => bug?.id === name.toUpperCase());
