import { expect, test } from 'vitest';
import type { DesignName } from '../../spec/designs/design.ts';
import { DESIGN_NAMES, DESIGNS } from '../../spec/designs/index.ts';
import { memoryMapOf } from '../../spec/layout/memoryMapOf.ts';
import { CLAIMS } from '../../spec/pages/claim.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { MIGRATETYPE_NAMES } from '../../spec/zones/migratetype.ts';
import { ZONE_NAMES } from '../../spec/zones/zone.ts';
import { PAGE_EVENTS } from '../machines/pageEvents.ts';
import { machine } from '../testing/machines.ts';
import { emptyWorld } from './state.ts';
import { type RequestTerms, type TermsBook, termsBook } from './terms.ts';

/** A mirrored node and one that is half mirrored. */
const layout = machine('M0-32 1:M32-48 1:U48-64');

const HABITS = { keepsWatermarks: true, groupsByMobility: true, reportsCache: true };
const bookOf = (design: DesignName): TermsBook =>
  termsBook(emptyWorld(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], HABITS));

const named = <Value>(names: readonly string[], values: readonly Value[]): [string, Value][] =>
  values.map((value, place) => [names[place]!, value]);

/** Every kind of request, by a name of its own. */
const kindsOf = (book: TermsBook): [string, RequestTerms][] => {
  const classes = REQUEST_CLASSES.map(({ name }) => name);
  const froms = CLAIMS.flatMap((claim) => [`move of ${claim}`, `move of ${claim} out of Movable`]);
  return [
    ...named(classes, book.classes),
    ...named(
      classes.map((name) => `${name} of a mirrored process`),
      book.ofMirrored,
    ),
    ...named(froms, book.migrations),
    ...named(
      CLAIMS.map((claim) => `long-term pin of ${claim}`),
      book.longtermPins,
    ),
    ...named(
      CLAIMS.map((claim) => `collapse of ${claim}`),
      book.collapses,
    ),
    ['upgrade of user', book.upgrades.user],
    ['upgrade of critical', book.upgrades.critical],
    ['element of the pool', book.pool],
    ['page of the balloon', book.balloon],
  ];
};

const FLAGS = [
  'valid',
  'permitted',
  'promised',
  'mandatory',
  'fromReserve',
  'prefersMirror',
  'outside',
  'ignoresMarks',
  'mayWait',
  'nonBlock',
  'seesReserve',
  'zeroed',
] as const;

function textOf(terms: RequestTerms): string {
  const { gfp, ceiling, type, claim, serve, arrive, right, urgent, zonelists } = terms;
  return [
    `0x${gfp.toString(16)} ${CLAIMS[claim]} ${MIGRATETYPE_NAMES[type]} up to ${ZONE_NAMES[ceiling]}`,
    `${PAGE_EVENTS[serve]} ${PAGE_EVENTS[arrive]}`,
    `rights ${right}${urgent === null ? '' : `, at last ${urgent.right}`}`,
    FLAGS.filter((flag) => terms[flag]).join(' '),
    `zones ${zonelists[1]!.join(' ')}`,
  ].join('; ');
}

/** What a request means changes a line. `npx vitest run model/oracle/terms -u` writes them anew: read the difference. */
test('a request of each kind means under each design what it meant when somebody last looked', async () => {
  const lines = new Map<string, string[]>();
  for (const design of DESIGN_NAMES)
    for (const [kind, terms] of kindsOf(bookOf(design))) {
      const line = `${kind}: ${textOf(terms)}`;
      lines.set(line, [...(lines.get(line) ?? []), design]);
    }
  const text = [...lines].map(([line, designs]) => `${line} (${designs.join(', ')})\n`).toSorted();
  await expect(text.join('')).toMatchFileSnapshot('terms.txt');
});
