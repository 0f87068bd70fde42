import type { Machine } from './machines.ts';

/** Events that are looked at together, so that a picture of them can be read. */
export interface Family {
  readonly title: string;
  readonly has: (event: string) => boolean;
}

/** The events of a page by what they are about; each belongs to the first family that has it. */
const PAGE_FAMILIES: readonly (readonly [title: string, events: RegExp])[] = [
  [
    'Errors and the mirror',
    /^(poison|unpoison|breakMirror|promote|replace|setAside|giveBack|serveKernelCritical)/,
  ],
  ['Moving', /^(serveMigration|arrive|migrateBegin|vacate)/],
  ['Pins and references', /^(pin|unpin|getRef|putRef|putLast|ownerDrop)/],
  [
    'Hotplug, isolation and ranges',
    /^(release|reserveFixed|online|isolate|unisolate|takeOffline|add|remove|lend|returnLent|claimRange)/,
  ],
  ['Served and freed', /./],
];

/** In which pictures a machine is drawn: the page in five, another in one. */
export function familiesOf({ slug, table }: Machine): readonly Family[] {
  if (slug !== 'page') return [{ title: 'The machine', has: () => true }];
  const titleOf = new Map(
    table.events.map((event) => [event, PAGE_FAMILIES.find(([, events]) => events.test(event))?.[0]]),
  );
  return PAGE_FAMILIES.toReversed().map(([title]) => ({
    title,
    has: (event) => titleOf.get(event) === title,
  }));
}
