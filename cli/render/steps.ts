import type { Step } from '../../properties/run/story.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import { type Column, columns, type Row } from './columns.ts';
import type { Ink } from './ink.ts';

/** Steps shown at the ends of a long run; a minimal scenario is shorter than both together. */
const FIRST = 8;
const LAST = 16;

const HEADS: readonly Column[] = [
  { title: '' },
  { title: '', align: 'right' },
  { title: 'operation', most: 40 },
  { title: 'model says', most: 40 },
  { title: 'target says', most: 40 },
];

/** Where model and target parted: what each says of every operation, with a cross at the step that differs. */
export function stepTable(steps: readonly Step[], ink: Ink): string[] {
  const rows = steps.map((step): Row => {
    const sign = step.agrees ? '' : '✗';
    const operation = describeOperation(step.operation);
    const cells = [sign, `#${step.number}`, operation, step.modelSays, step.targetSays];
    return step.agrees ? { cells } : { cells, paint: ink.bad };
  });
  const hidden = steps.length - FIRST - LAST;
  if (hidden > 1) {
    const gap: Row = { cells: ['', '...', `${hidden} more operations`, '', ''], paint: ink.faint };
    rows.splice(FIRST, hidden, gap);
  }
  return rows.length === 0 ? [] : columns(HEADS, rows, '  ');
}
