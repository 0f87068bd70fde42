import type { Machine } from './machines.ts';

/** Events that are looked at together, so that a picture of them can be read. */
export interface Family {
  readonly title: string;
  readonly has: (event: string) => boolean;
  /** States that a page comes to by these events as by many others, so that the picture does without their arrows. */
  readonly without: readonly string[];
}

type Written = readonly [title: string, events: RegExp, ...without: readonly string[]];

/** The events of a page by what they are about; each belongs to the first family that has it. */
const PAGE_FAMILIES: readonly Written[] = [
  [
    'Errors and the mirror',
    /^(poison|unpoison|breakMirror|promote|replace|setAside|giveBack|serveKernelCritical)/,
  ],
  ['Moving', /^(serveMigration|arrive|migrateBegin|vacate)/, 'offline.poisoned', 'free.isolated'],
  [
    'Pins and references',
    /^(pin|unpin|getRef|putRef|putLast|ownerDrop)/,
    'offline.poisoned',
    'free.isolated',
  ],
  ['Lent pages and contiguous ranges', /^(lend|returnLent|isolateForRange|claimRange)/, 'offline.poisoned'],
  ['Hotplug and isolation', /^(release|reserveFixed|online|isolate|unisolate|takeOffline|add|remove)/],
  ['Served and freed', /./, 'offline.poisoned', 'free.isolated', 'free.reserve'],
];

/** In which pictures a machine is drawn: the page in several, another in one. */
export function familiesOf({ slug, table }: Machine): readonly Family[] {
  if (slug !== 'page') return [{ title: 'The machine', has: () => true, without: [] }];
  const titleOf = new Map(
    table.events.map((event) => [event, PAGE_FAMILIES.find(([, events]) => events.test(event))?.[0]]),
  );
  return PAGE_FAMILIES.toReversed().map(([title, , ...without]) => ({
    title,
    has: (event) => titleOf.get(event) === title,
    without,
  }));
}
