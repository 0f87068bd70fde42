import { z } from 'zod';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import {
  ALL_CPUS,
  MEMORY_ERRORS,
  ONLINE_TARGETS,
  OPERATION_KINDS,
  PIN_TERMS,
} from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';

const MOST = 0x7fffffff;

function whole(what: string, least = 0, most = MOST) {
  const message = most === MOST ? what : `${what} from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
}

const oneOf = <const T extends readonly string[]>(names: T) => z.enum(names, `one of ${names.join(', ')}`);

const cpu = whole('the number of a CPU');
const node = whole('the number of a node');
const of = whole('the place of an earlier allocate');
const block = whole('the number of a memory block');
const term = oneOf(PIN_TERMS);
const error = oneOf(MEMORY_ERRORS);
const classes = oneOf(REQUEST_CLASSES.map(({ name }) => name));

const operationSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('allocate'), order: whole('an order'), class: classes, node, cpu }),
    z.strictObject({ kind: z.literal('free'), of, cpu }),
    z.strictObject({ kind: z.literal('pin'), of, term }),
    z.strictObject({ kind: z.literal('unpin'), of, term }),
    z.strictObject({
      kind: z.literal('reclaim'),
      pages: whole('a number of pages'),
      node,
      zone: whole('a zone', 0, 3),
    }),
    z.strictObject({ kind: z.literal('offline'), block }),
    z.strictObject({ kind: z.literal('online'), block, to: oneOf(ONLINE_TARGETS) }),
    z.strictObject({ kind: z.literal('poison'), pfn: whole('a pfn'), error }),
    z.strictObject({ kind: z.literal('poisonOf'), of, offset: whole('an offset in pages'), error }),
    z.strictObject({ kind: z.literal('drain'), cpu: whole('the number of a CPU, or -1 for all', ALL_CPUS) }),
  ],
  `an operation, its kind one of ${OPERATION_KINDS.join(', ')}`,
);

/**
 * A scenario as a JSON file: what it looks like, before anyone asks whether its numbers fit the machine. `layout` is a name
 * or a whole layout, which `readLayout` judges.
 */
export const scenarioFileSchema = z.strictObject(
  {
    zoneproof: z.literal('scenario', '"scenario"'),
    version: z.literal(1, '1, the only version there is'),
    layout: z.union(
      [z.string(), z.record(z.string(), z.unknown())],
      'the name of a preset, or a whole layout',
    ),
    design: oneOf(DESIGN_NAMES),
    operations: z.array(operationSchema, 'a list of operations'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a scenario: an object' : undefined) },
);

/** The content of a scenario file. */
export type ScenarioFile = z.infer<typeof scenarioFileSchema>;
