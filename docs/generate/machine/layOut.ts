import ElkConstructor, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';

/** A state in a diagram. */
export interface Box {
  readonly id: string;
  readonly label: string;
  /** `pinned`: decides the colour. */
  readonly look: string;
  /** Place in the site. */
  readonly slug: string;
  /** The state that the diagram is about. */
  readonly focus?: boolean;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Lines of its label. */
  readonly lines: readonly string[];
}

/** Where everything is drawn. */
export type Drawing = ElkNode;

/** The constructor, which the typings of the package hide behind a default. */
const Elk = ElkConstructor as unknown as new () => { layout(graph: ElkNode): Promise<ElkNode> };

const CHARACTER = 7.3;
const LINE = 15;

/**
 * Places boxes and arrows, top down or from left to right. The same diagram is always placed the same way.
 */
export function layOut(
  boxes: readonly Box[],
  arrows: readonly Arrow[],
  direction: 'DOWN' | 'RIGHT',
): Promise<Drawing> {
  const nodes = boxes.map(({ id, label }) => ({ id, width: widthOf(label) + 18, height: 30 }));
  return new Elk().layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.edgeRouting': 'SPLINES',
      'elk.layered.spacing.nodeNodeBetweenLayers': direction === 'RIGHT' ? '26' : '30',
      'elk.spacing.nodeNode': '16',
      'elk.spacing.edgeLabel': '3',
      'elk.layered.edgeLabels.sideSelection': 'SMART_UP',
      'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
      'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
      'elk.randomSeed': '1',
    },
    children: nodes,
    edges: arrows.map(edgeOf),
  });
}

export const widthOf = (label: string): number => Math.ceil(label.length * CHARACTER);

const edgeOf = ({ from, to, lines }: Arrow, number: number): ElkExtendedEdge => ({
  id: `${number}`,
  sources: [from],
  targets: [to],
  labels:
    lines.length === 0
      ? []
      : [
          {
            text: lines.join('\n'),
            width: Math.max(...lines.map(widthOf)) * 0.87,
            height: lines.length * LINE,
          },
        ],
});

const MOST_LINES = 4;

/** The lines of a label: some names, and how many more there are. */
export const shortened = (events: readonly string[]): string[] =>
  events.length <= MOST_LINES
    ? [...events]
    : [...events.slice(0, MOST_LINES - 1), `and ${events.length - MOST_LINES + 1} more`];
