import { z } from 'zod';
import { layoutSchema } from '../input/layoutSchema.ts';
import { PRESETS } from '../presets/index.ts';
import { scenarioFileSchema } from '../scenario/scenarioFile.ts';
import { resultSchema } from './resultSchema.ts';

export const SCHEMA_NAMES = ['scenario', 'layout', 'result'] as const;

/** Name of a format that has a JSON Schema. */
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** A scenario as it is published: who reads the file without zoneproof should not accept any object as a layout. */
export const publishedScenarioSchema = scenarioFileSchema.extend({
  layout: z.union([z.enum(Object.keys(PRESETS)), layoutSchema]),
});

const PUBLISHED = {
  scenario: {
    schema: publishedScenarioSchema,
    title: 'A zoneproof scenario',
    description:
      'A run of an allocator that can be repeated: a machine, a mirroring policy and operations. An operation names an allocation by the place of the operation that made it, counted from 0. zoneproof also checks what a schema cannot say: that subjects are earlier operations that make an allocation, and that every number names something that the layout has.',
  },
  layout: {
    schema: layoutSchema,
    title: 'A zoneproof layout',
    description:
      'A machine: ranges of physical memory in page frames of 4 KiB, ends excluded, and boot options. zoneproof also checks what a schema cannot say, such as that ranges are in order and do not overlap.',
  },
  result: {
    schema: resultSchema(publishedScenarioSchema),
    title: 'What `zoneproof check --json` and `zoneproof replay --json` print',
    description:
      'A later version may add fields, so readers should ignore those they do not know. Apart from times and rates, all of it depends on the seed alone.',
  },
} as const satisfies Record<SchemaName, unknown>;

/** The JSON Schema (draft 2020-12) of a file that zoneproof reads or writes, made from what validates it here. */
export function jsonSchemaOf(name: SchemaName): Record<string, unknown> {
  const { schema, title, description } = PUBLISHED[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return { $schema, $id: `urn:zoneproof:${name}:1`, title, description, ...rest };
}
