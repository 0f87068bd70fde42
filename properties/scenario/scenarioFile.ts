import { z } from 'zod';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import { OPERATION_KINDS, type Operation } from '../../spec/operations/operation.ts';
import { FIELDS, type Field } from './fields.ts';

const MOST = 0x7fffffff;

function whole(what: string, least = 0, most = MOST) {
  const message = most === MOST ? what : `${what} from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
}

const oneOf = <const T extends readonly string[]>(names: T) => z.enum(names, `one of ${names.join(', ')}`);

/** What each operation looks like, made from the table of the specification. */
const operationSchemas = OPERATION_KINDS.map((kind, number) =>
  z.strictObject({
    kind: z.literal(kind),
    ...Object.fromEntries(FIELDS[number]!.map((field) => [field.name, schemaOf(field)])), // One list a kind.
  }),
);

function schemaOf({ kind }: Field) {
  const { names, what, least, most, optional } = kind;
  const schema = names ? oneOf(names) : whole(what, least, most);
  return optional ? schema.optional() : schema;
}

const operationSchema: z.ZodType<Operation> = z.discriminatedUnion(
  'kind',
  operationSchemas as [(typeof operationSchemas)[number], ...typeof operationSchemas], // There is more than one kind.
  `an operation, its kind one of ${OPERATION_KINDS.join(', ')}`,
) as unknown as z.ZodType<Operation>; // Made from the same table as the type.

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
