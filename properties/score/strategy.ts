import { DRAWINGS, type Drawing } from '../generate/drawing.ts';

/** Ways to look for a fault, for comparison. */
export const STRATEGIES = [...DRAWINGS, 'exhaustive', 'commands'] as const;

export type Strategy = (typeof STRATEGIES)[number];

export const isDrawing = (strategy: Strategy): strategy is Drawing =>
  (DRAWINGS as readonly string[]).includes(strategy);

/** What each of them does, after "tries". */
export const STRATEGY_TEXTS: Readonly<Record<Strategy, string>> = {
  random: 'any operations with any arguments, all kinds alike',
  swarm: 'the same, each scenario without a third of the kinds',
  targeted: 'what a campaign tries: after a belief of what is alive and how full memory is',
  exhaustive: 'all short scenarios of a small vocabulary, the shortest first, on the first machine',
  commands: 'what fc.commands of fast-check draws, with any arguments, on the first machine',
};
