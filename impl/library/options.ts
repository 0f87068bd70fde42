import {
  DESIGN_NAMES,
  DESIGNS,
  type Design,
  type DesignName,
  type Layout,
  layoutFaultOf,
} from '../../spec/index.ts';
import { AllocatorError } from './allocatorError.ts';
import type { EffectReport } from './effectReport.ts';
import { LEAST_PAGES, layoutOfPages, MOST_PAGES } from './layoutOfPages.ts';
import { shapeFaultOf } from './shapeOfLayout.ts';

/** What an allocator is made of. Either `pages` or `layout` says how much memory there is. */
export interface AllocatorOptions {
  /** Pages of 4 KiB, 16 to 2^26, of one node without holes. */
  readonly pages?: number;
  /** How many of `pages`, from the first on, firmware keeps two copies of. Default none. */
  readonly mirroredPages?: number;
  /** CPUs of the machine of `pages`, each with private lists. Default 1. */
  readonly cpus?: number;
  /** A machine in full: nodes, holes, zones, CMA areas, marks. */
  readonly layout?: Layout;
  /** The mirroring policy, by name or as data. Default `none`. */
  readonly design?: DesignName | Design;
  /** Told of everything a method did beside its answer, in order, before the method returns. */
  readonly onEffect?: (effect: EffectReport) => void;
  /** Records who has each page, at 4 bytes a page. Default false. */
  readonly pageOwner?: boolean;
}

/** The machine and the policy that options name. @throws AllocatorError with the first option that cannot be */
export function machineOf(options: AllocatorOptions): { layout: Layout; design: Design } {
  const design = designOf(options.design ?? 'none');
  if (options.layout === undefined) return { layout: smallLayoutOf(options), design };
  if (options.pages !== undefined)
    complain('pages', 'either pages or layout', 'both', 'leave out the one that you do not mean');
  return { layout: checked(options.layout), design };
}

function designOf(design: DesignName | Design): Design {
  if (typeof design !== 'string') return design;
  if (!DESIGN_NAMES.includes(design))
    complain('design', `one of ${DESIGN_NAMES.join(', ')}`, `'${design}'`, 'name one of these');
  return DESIGNS[design];
}

function smallLayoutOf({ pages, mirroredPages = 0, cpus = 1 }: AllocatorOptions): Layout {
  if (!isWithin(pages, LEAST_PAGES, MOST_PAGES))
    complain(
      'pages',
      `a whole number from ${LEAST_PAGES} to ${MOST_PAGES}`,
      show(pages),
      'give pages, or a layout',
    );
  if (!isWithin(mirroredPages, 0, pages))
    complain('mirroredPages', `at most pages, ${pages}`, show(mirroredPages), 'mirror fewer pages');
  if (!isWithin(cpus, 1, 4096))
    complain('cpus', 'a whole number from 1 to 4096', show(cpus), 'count the CPUs');
  return layoutOfPages(pages, mirroredPages, cpus);
}

function checked(layout: Layout): Layout {
  const fault = shapeFaultOf(layout) ?? layoutFaultOf(layout);
  if (fault === undefined) return layout;
  const path = fault.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return complain(`layout${path}`, fault.expected, fault.found, fault.remedy);
}

function complain(place: string, expected: string, found: string, remedy: string): never {
  throw new AllocatorError({
    code: 'BAD_OPTIONS',
    place: `createAllocator: ${place}`,
    expected,
    found,
    remedy,
  });
}

const isWithin = (value: number | undefined, least: number, most: number): value is number =>
  Number.isInteger(value) && value! >= least && value! <= most;

const show = (value: unknown): string => (value === undefined ? 'nothing' : String(value));
