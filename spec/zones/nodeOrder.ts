import type { Layout } from '../layout/layout.ts';

/** Distance of a node to any other where firmware says nothing. Source: include/linux/topology.h. */
const REMOTE_DISTANCE = 20;

/**
 * Nodes in the order a request that starts on `node` tries them: its own, then by distance. Of equally distant ones the next
 * higher number comes first and the count wraps round, so that neighbours do not all fall upon node 0. Source:
 * `find_next_best_node()`, mm/page_alloc.c, for nodes that all have CPUs; its load term, which only breaks ties, is left out.
 */
export function nodeOrderOf(layout: Layout, nodeCount: number, node: number): number[] {
  const distances = layout.distances?.[node];
  const score = (other: number) => (distances?.[other] ?? REMOTE_DISTANCE) + (other < node ? 1 : 0);
  const others = Array.from({ length: nodeCount }, (_, other) => other).filter((other) => other !== node);
  return [node, ...others.sort((one, two) => score(one) - score(two))]; // Equals stay in their order.
}
