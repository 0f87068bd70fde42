import { z } from 'zod';

/** More pages than this (256 GiB) would take gigabytes of tables. */
export const MAX_FRAMES = 2 ** 26;

/** `zoneId` packs the node into what is left of a byte beside NO_ZONE. */
export const MAX_NODES = 63;

/** Real maps have a few hundred ranges; the work on some thousands stays below a second. */
const MAX_RANGES = 4096;

/** Pages that `kernelcore=` can ask for: 4 PiB. */
export const MAX_AMOUNT = 2 ** 40;

const MAX_ORDER = 20;
const MAX_CPUS = 4096;

const integer = (least: number, most: number, what: string) => {
  const message = `${what} from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
};

const pfn = integer(0, MAX_FRAMES, 'a pfn');
const pages = integer(0, MAX_FRAMES, 'a number of pages');
/** `kernelcore=` may ask for more than there is, and then means all of it. */
const amount = integer(0, MAX_AMOUNT, 'a number of pages');
const percentage = z.string().regex(/^(100|[1-9]?\d)%$/, 'a percentage from "0%" to "100%"');
const flag = z.boolean('true or false');
const distance = integer(10, 255, 'a distance');
const span = { start: pfn, end: pfn };

const text = (most: number, what: string) => z.string(what).min(1, what).max(most, what);

const range = z.strictObject(
  {
    ...span,
    node: integer(0, MAX_NODES - 1, 'a node'),
    mirrored: flag,
    hotpluggable: flag.optional(),
    offline: flag.optional(),
  },
  { error: objectMessage('a range with start, end, node and mirrored') },
);

const geometry = z.strictObject(
  {
    maxOrder: integer(0, MAX_ORDER, 'an order'),
    pageblockOrder: integer(0, MAX_ORDER, 'an order'),
    memoryBlockPages: integer(1, MAX_FRAMES, 'a number of pages'),
    dmaEnd: pfn,
    dma32End: pfn,
  },
  { error: objectMessage('the sizes maxOrder, pageblockOrder, memoryBlockPages, dmaEnd and dma32End') },
);

const boot = z.strictObject(
  {
    kernelcore: z
      .union([z.literal('mirror'), amount, percentage], '"mirror", a number of pages or a percentage')
      .optional(),
    movablecore: z.union([amount, percentage], 'a number of pages or a percentage').optional(),
    movableNode: flag.optional(),
    kdump: flag.optional(),
    cma: z.enum(['migratetype', 'zone'], '"migratetype" or "zone"').optional(),
  },
  { error: objectMessage('boot options') },
);

const tuning = z.strictObject(
  {
    minFreePages: pages.optional(),
    movableMinPages: z.tuple([pages, pages], 'two numbers of pages, least and most').optional(),
    lowmemReserveRatio: z.tuple([pages, pages, pages], 'three ratios, for DMA, DMA32 and Normal').optional(),
    watermarkScaleFactor: integer(1, 3000, 'a factor').optional(),
  },
  { error: objectMessage('tuning knobs') },
);

/** The shape of a layout; what fields must fulfil together is checked by {@link layoutFaultOf}. */
export const layoutSchema = z.strictObject(
  {
    name: z
      .string('a name')
      .regex(
        /^[a-z0-9][a-z0-9.-]{0,63}$/,
        'a name of at most 64 lower-case letters, digits, dots and dashes',
      ),
    origin: text(1000, 'one sentence').optional(),
    ranges: z
      .array(range, 'a list of memory ranges')
      .min(1, 'at least one memory range')
      .max(MAX_RANGES, `at most ${MAX_RANGES} ranges`),
    reserved: z
      .array(
        z.strictObject({ ...span, why: text(200, 'a reason') }, 'a range with start, end and why'),
        'a list of reserved ranges',
      )
      .max(MAX_RANGES, `at most ${MAX_RANGES} reserved ranges`)
      .optional(),
    cma: z
      .array(z.strictObject(span, 'a range with start and end'), 'a list of CMA areas')
      .max(MAX_RANGES, `at most ${MAX_RANGES} CMA areas`)
      .optional(),
    cpus: integer(1, MAX_CPUS, 'a number of CPUs'),
    distances: z
      .array(z.array(distance, 'a row of distances'), 'a table of distances')
      .max(MAX_NODES, `distances of at most ${MAX_NODES} nodes`)
      .optional(),
    geometry,
    boot,
    tuning: tuning.optional(),
  },
  { error: objectMessage('a layout: an object with name, ranges, cpus, geometry and boot') },
);

/** Our words where the value is no object at all; zod's own where a key is unknown. */
function objectMessage(expected: string) {
  return (issue: { readonly code?: string }) => (issue.code === 'invalid_type' ? expected : undefined);
}
