import { z } from 'zod';
import type { Explanation } from './explanation.ts';

const place = z.int().min(0);
const value = z.union([z.string(), z.number()]);
const rule = z.templateLiteral(['INV-', z.int()]);
const said = z.object({ model: z.string(), target: z.string() });
const ending = z.union([z.enum(['same', 'same elsewhere', 'passes']), rule]);

const argument = z.object({
  name: z.string(),
  value,
  same: z.array(value),
  passes: z.array(value),
  breaksOther: z.array(z.object({ value, invariant: z.string() })),
  isAll: z.boolean(),
});

const change = z.union([
  z.object({ kind: z.literal('argument'), operation: place, name: z.string(), from: value, to: value }),
  z.object({ kind: z.literal('left out'), operations: z.array(place) }),
]);

/** An {@link Explanation} as JSON has it. */
export const explanationSchema = z.object({
  operations: z.array(
    z.object({
      number: place,
      without: ending.nullable(),
      dependents: z.array(place),
      saidThen: said.nullable(),
      arguments: z.array(argument),
    }),
  ),
  neighbour: z
    .object({
      change,
      token: z.string(),
      differences: z.array(z.object({ number: place, failing: said, passing: said.nullable() })),
    })
    .nullable(),
  executions: place,
  complete: z.boolean(),
}) satisfies z.ZodType<Explanation>;
