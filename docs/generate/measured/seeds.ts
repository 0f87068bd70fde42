import { type Fault, isRightRule } from '../../../properties/faults/index.ts';

/** What became of each seeded fault in several seeds. Written by `npm run docs:measure`. */
export interface MeasuredSeeds {
  /** Which command measured it, and on what. */
  readonly origin: string;
  readonly faults: readonly FaultInSeeds[];
}

/** The hunts for one fault, one a seed. */
export interface FaultInSeeds {
  readonly name: string;
  /** Seeds that were tried, from 1 on. */
  readonly seeds: number;
  /** How often each rule was named first. */
  readonly rules: Readonly<Record<string, number>>;
  /** Hunts that ended in a scenario of which it is proven that nothing shorter shows the fault. */
  readonly proven: number;
  /** Operations of the longest scenario that a hunt ended in. */
  readonly longest: number;
  /** Time of the processor for one hunt, to make its scenario minimal included: the most, and the median. */
  readonly milliseconds: number;
  readonly median: number;
}

/** All of them together. */
export const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Hunts that found anything. */
export const foundIn = ({ rules }: FaultInSeeds): number => sum(Object.values(rules));

/** Hunts that named a rule that the fault is known to break. */
export const rightIn = ({ rules }: FaultInSeeds, fault: Fault): number =>
  sum(Object.entries(rules).map(([rule, count]) => (isRightRule(fault, rule) ? count : 0)));
