/**
 * How scenarios are drawn. `random`: every kind of operation as often as any other, with any arguments. `swarm`: the same, but each
 * scenario does without some of the kinds, so that others come together more often. `targeted`: after a belief of what is alive and how
 * full memory is, with a character for each scenario, aimed at what is rarely met; now and then a scenario of the swarm in between.
 */
export const DRAWINGS = ['random', 'swarm', 'targeted'] as const;

export type Drawing = (typeof DRAWINGS)[number];
