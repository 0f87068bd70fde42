import { z } from 'zod';
import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import { explanationSchema } from '../explain/explanationSchema.ts';
import { PROPERTY_NAMES } from '../run/violation.ts';

const amount = z.int().min(0);
const verdict = z.enum(['pass', 'violation', 'inconclusive']);
const design = z.enum(DESIGN_NAMES);
const reached = z.object({ reached: amount, total: amount });

/**
 * What `check --json` and `replay --json` print. Objects may have fields that are not listed, since a later version may add some.
 *
 * @param scenario the schema of the scenarios in it
 */
export function resultSchema<Scenario extends z.ZodType>(scenario: Scenario) {
  const violation = z.object({
    invariant: z.string().regex(/^INV-\d+$/),
    claim: z.string(),
    property: z.enum(PROPERTY_NAMES),
    sentence: z.string(),
    pfns: z.array(amount),
    operations: amount,
    scenario,
    hash: z.string().regex(/^[0-9a-f]{16}$/),
    token: z.string().regex(/^zp1\./),
    minimal: z.boolean().optional(),
    foundIn: amount.optional(),
    executions: amount.optional(),
    certificate: z
      .object({ kinds: z.array(z.string()), width: z.string(), tried: amount })
      .nullable()
      .optional(),
    searched: amount.optional(),
    explanation: explanationSchema.optional(),
  });
  const campaign = campaignSchema(violation);
  const several = z.object({
    verdict,
    notTried: z.array(design),
    seed: amount,
    runs: amount,
    operations: amount,
    operationsPerSecond: amount,
    violations: z.array(violation),
    milliseconds: amount,
    designs: z.array(campaign),
  });
  const replayed = z.object({
    verdict,
    target: z.string(),
    design,
    operations: amount,
    violations: z.array(violation).max(1),
    milliseconds: amount,
  });
  return z.union([campaign, several, replayed.strict()]);
}

const campaignSchema = <Violation extends z.ZodType>(violation: Violation) =>
  z.object({
    verdict,
    doubts: z.array(z.string()),
    silent: z.array(z.string()),
    target: z.string(),
    design,
    layouts: z.array(z.string()),
    seed: amount,
    lastSeed: amount,
    runs: amount,
    operations: amount,
    skipped: amount,
    operationsPerSecond: amount,
    violations: z.array(violation),
    findings: z.array(z.object({ kind: z.string(), sentence: z.string(), count: amount })),
    witnesses: reached.extend({
      counts: z.array(z.object({ name: z.string(), meaning: z.string(), count: amount })),
    }),
    coverage: z.object({
      leaves: reached,
      transitions: reached.extend({ unreachable: amount }),
      missing: z.array(z.string()),
      unreachable: z.array(z.object({ transition: z.string(), why: z.string() })),
      surprises: z.array(z.object({ transition: z.string(), why: z.string() })),
    }),
    decisions: z.object({ taken: amount, undecided: amount }),
    oneSided: z.array(z.looseObject({ kind: z.string() })),
    canary: z.object({ fault: z.string(), caught: z.boolean(), operations: amount }).optional(),
    outcomes: z.array(z.object({ kind: z.string(), outcome: z.string(), count: amount })),
    milliseconds: amount,
  });
