import type { PageEventName, PageFacts } from '../../model/index.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import type { LeafName } from '../../spec/pages/leaf.ts';
import { whyNotAsked } from './notAsked.ts';

/** What the machines of a campaign have, as far as it decides what can happen to a page. */
export interface PageWorld {
  /** On how many of the machines the promises of the design hold. */
  readonly inForce: 'everywhere' | 'partly' | 'nowhere';
  /** Where they hold, user memory is kept out of kernel zones. */
  readonly keepsOutside: boolean;
  /** Where they hold, kernel memory is promised the mirror. */
  readonly protectsKernel: boolean;
  readonly critical: boolean;
  readonly reserve: boolean;
  /** Pageblocks of the mirror have a migratetype of their own. */
  readonly mirrorType: boolean;
  readonly expansion: boolean;
  readonly mirror: boolean;
  readonly movable: boolean;
  readonly cma: boolean;
  readonly hotplug: boolean;
  /** Pageblocks are reserved for high-order atomic requests. */
  readonly highatomic: boolean;
  /** Some memory block is online although boot left some of its memory out of every zone. */
  readonly lost: boolean;
  /** It is known where a zone stands among its marks. */
  readonly levels: boolean;
  /** What the target can be asked on none of the machines. */
  readonly lacking: readonly OperationKind[];
}

/** A page as it is looked for: `ranged` while its pageblock is isolated for a contiguous range, within one operation. */
export interface PageMoment {
  readonly leaf: LeafName;
  readonly facts: PageFacts;
  readonly ranged: boolean;
}

/** Some events that do not happen then, although the page machine would know what to do. */
export interface Impossible {
  readonly why: string;
  readonly events: RegExp;
  /** In worlds for which this holds; in all by default. */
  readonly worlds?: (world: PageWorld) => boolean;
  /** At moments for which this holds; at all by default. */
  readonly moments?: (moment: PageMoment) => boolean;
}

const at =
  (...leaves: readonly LeafName[]) =>
  ({ leaf }: PageMoment): boolean =>
    leaves.includes(leaf);

/**
 * How operations compose, and what designs ask for. A rule here narrows what a campaign must cover, never what the oracle
 * judges; a campaign that sees such an event all the same counts it.
 */
export const IMPOSSIBLE: readonly Impossible[] = [
  {
    why: 'the design keeps user memory out of kernel zones',
    events: /^(serveUser|serveDriver|arriveDriver)$/,
    worlds: ({ inForce, keepsOutside }) => keepsOutside && inForce === 'everywhere',
  },
  {
    why: 'the design lets user memory into kernel zones',
    events: /^(serve|arrive)?(User|Driver)Outside$/,
    worlds: ({ inForce, keepsOutside }) => !keepsOutside || inForce === 'nowhere',
  },
  {
    why: 'the design promises the mirror to kernel memory',
    events: /^(serveKernel|serveReclaimable|claimRangeKernel)$/,
    worlds: ({ inForce, protectsKernel }) => protectsKernel && inForce === 'everywhere',
  },
  {
    why: 'the design promises nothing to kernel memory',
    events: /Promised$/,
    worlds: ({ inForce, protectsKernel }) => !protectsKernel || inForce === 'nowhere',
  },
  {
    why: 'the design has no right to mirrored memory for user space',
    events: /^(serve|arrive)Critical|^breakMirror(Short|Long)$/,
    worlds: ({ critical }) => !critical,
  },
  {
    why: 'the design sets nothing aside',
    events: /^(serveKernelCritical|setAside|giveBack)$/,
    worlds: ({ reserve }) => !reserve,
  },
  {
    why: 'under the design nothing comes under the guarantee where it is',
    events: /^promote$/,
    worlds: ({ critical, expansion }) => !critical && !expansion,
  },
  {
    why: 'no memory block comes or goes',
    events: /^(online|takeOffline|add|remove)$/,
    worlds: ({ hotplug }) => !hotplug,
  },
  {
    why: 'a migration begins and ends within one operation',
    events: /^(?!arrive|vacate)/,
    moments: at('movable.migrating'),
  },
  {
    why: 'private lists are emptied before a pageblock is isolated',
    events: /^(isolate|unisolate)/,
    moments: at('free.cached'),
  },
  {
    why: 'private lists are emptied before a page is retired by an error',
    events: /^poison/,
    moments: ({ leaf, facts }) => leaf === 'free.cached' && facts.mirror !== 'protected',
  },
  {
    why: 'private lists are emptied before a page is retired by an error',
    events: /^poisonInjected$/,
    moments: at('free.cached'),
  },
  {
    why: 'only pages that were withheld for it become part of a contiguous range',
    events: /^claimRange/,
    moments: ({ ranged }) => !ranged,
  },
  {
    why: 'a single page is served from a private list',
    events: /^lend/,
    moments: at('free.available'),
  },
  {
    why: 'a single page goes to a private list, but for the pageblocks of a mirror with a type of its own',
    events: /^returnLent$/,
    worlds: ({ mirrorType }) => !mirrorType,
    moments: ({ facts }) => !facts.isolated && facts.bad === 'no',
  },
  {
    why: 'boot sets pageblocks aside before anything is served from them',
    events: /^(?!setAside)/,
    moments: ({ leaf, facts }) => leaf === 'free.available' && facts.blockType === 'reserve',
  },
  {
    why: 'a pageblock leaves the reserve before its mirror breaks',
    events: /^breakMirror/,
    moments: ({ facts }) => facts.blockType === 'reserve',
  },
  {
    why: 'only a mirror that is there breaks',
    events: /^breakMirror/,
    moments: ({ facts }) => facts.mirror !== 'protected',
  },
  {
    why: 'a page that nobody owns and somebody references keeps its pageblock from being isolated',
    events: /^isolate$/,
    moments: at('pinned.orphan'),
  },
  {
    why: 'a lent page keeps its pageblock from being isolated, and its block online',
    events: /^isolate$/,
    moments: at('offline.lent'),
  },
  {
    why: 'a pageblock that is set aside is part of no contiguous range',
    events: /^isolateForRange$/,
    moments: ({ facts }) => facts.blockType === 'reserve',
  },
  {
    why: 'what came from the mirror reserve lies there until its mirror breaks',
    events: /^(?!breakMirror)/,
    worlds: ({ reserve, protectsKernel }) => reserve && !protectsKernel,
    moments: ({ leaf, facts }) => leaf === 'mirrored.kernel' && facts.blockType !== 'reserve',
  },
  {
    why: 'kernel memory comes under the guarantee as soon as its frame is mirrored',
    events: /^(?!promote)/,
    worlds: ({ expansion, protectsKernel, inForce }) =>
      expansion && protectsKernel && inForce === 'everywhere',
    moments: ({ leaf, facts }) => leaf === 'pinned.kernel' && facts.mirror === 'protected',
  },
  {
    why: 'a mirror breaks, and memory is exchanged, only behind a block that is online',
    events: /^(breakMirror|replace)$/,
    worlds: ({ lost }) => !lost,
    moments: at('offline.present'),
  },
  {
    why: 'a block with memory that boot put into no zone stays online',
    events: /^takeOffline$/,
    moments: at('offline.present'),
  },
  {
    why: 'a block is whole before it is withheld, and complete before anything else happens',
    events: /^(?!unisolate)/,
    moments: ({ leaf, facts }) => leaf === 'free.isolated' && !facts.isolated,
  },
  {
    why: 'a range is isolated, emptied, claimed and put back within one operation',
    events: /^(?!unisolate|claimRange|migrateBegin|arrive|vacate|reclaim)/,
    moments: ({ ranged }) => ranged,
  },
];

/** Why an event does not happen in such a world at this moment; null if it may. */
export const whyImpossible = (
  world: PageWorld,
  event: PageEventName,
  moment: PageMoment | null,
): string | null =>
  IMPOSSIBLE.find(
    ({ events, worlds, moments }) =>
      events.test(event) &&
      (worlds?.(world) ?? true) &&
      (moments ? moment !== null && moments(moment) : true),
  )?.why ?? whyNotAsked('page', event, world.lacking);
