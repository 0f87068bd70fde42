import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machinePages } from './machine/machinePages.ts';
import { drift } from './measured/drift.ts';
import { ROOT } from './measured/places.ts';
import { type Measured, readMeasured } from './measured/readMeasured.ts';
import { museumPages } from './museum/museumPages.ts';
import type { BookPage } from './page/bookPage.ts';
import { coveragePage } from './page/coveragePage.ts';
import { designsPages } from './page/designsPages.ts';
import { frontPage } from './page/frontPage.ts';
import { PROJECT, prosePage, prosePages } from './page/prose.ts';
import { requirementsPage } from './page/requirementsPage.ts';
import { rulePages } from './rule/rulePages.ts';
import { brokenLinks } from './site/checkLinks.ts';
import { writeSources } from './site/sources.ts';
import { renderSite } from './site/typeDoc.ts';
import { writeDocuments } from './site/writeDocuments.ts';

const PAGES = fileURLToPath(new URL('dist/docs/pages', ROOT));
const OUT = process.argv[2] ?? fileURLToPath(new URL('docs/site', ROOT));

const GUIDES = [
  'start-in-five-minutes',
  'check-your-own-allocator',
  'read-a-failure',
  'write-an-invariant',
  'how-the-oracle-works',
  'from-a-linux-machine-to-a-layout',
  'use-the-allocator',
  'continuous-integration',
  'glossary',
];

async function pages(measured: Measured): Promise<BookPage[]> {
  const guides = prosePages('docs/guides', GUIDES);
  return [
    chapter('guides', 'Guides', 'What you can do with zoneproof, one thing a page.', guides),
    await machinePages(measured),
    rulePages(measured),
    museumPages(measured),
    designsPages(measured),
    requirementsPage(),
    coveragePage(measured),
    chapter(
      'decisions',
      'Decisions',
      'Why things are as they are: context, choice, what was refused.',
      prosePages('docs/decisions'),
    ),
    chapter(
      'project',
      'The project',
      'What it is, how it is built, how to change it, and what has changed.',
      PROJECT.map((name) => prosePage(`${name}.md`)),
    ),
  ];
}

const chapter = (slug: string, title: string, lead: string, children: readonly BookPage[]): BookPage => ({
  slug,
  title,
  body: `<p class="lead">${lead}</p>\n\n${children.map((child) => `* [${child.title}](book:${child.slug})`).join('\n')}`,
  children,
});

/** Files of this project that pages lead to, read off the finished pages. */
function namedSources(out: string): string[] {
  const named = new Set<string>();
  for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.html') && !name.startsWith(`source${sep}`))
      for (const [, file] of readFileSync(join(out, name), 'utf8').matchAll(
        /href="(?:\.\.\/)*source\/([^"#]+)\.html/g,
      ))
        named.add(file!); // The group is part of the match.
  return [...named].filter((file) => existsSync(new URL(file, ROOT)));
}

/** The playground is bundled for a browser, by a script of its own. */
async function buildPlayground(out: string): Promise<void> {
  const script = (await import(new URL('docs/playground/build.mjs', ROOT).href)) as {
    buildPlayground(out: string): Promise<unknown>;
  };
  await script.buildPlayground(out);
}

async function build(): Promise<number> {
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
  const measured = readMeasured();
  const documents = writeDocuments(await pages(measured), PAGES);
  const readme = join(PAGES, 'index.md');
  writeFileSync(readme, frontPage());
  const clean = await renderSite({ documents, readme, out: OUT });
  writeSources(OUT, namedSources(OUT));
  await buildPlayground(OUT);
  const broken = brokenLinks(OUT);
  const stale = drift(measured);
  const problems = [...broken, ...stale];
  for (const problem of problems) console.error(problem);
  const complaints = clean ? '' : ', and what TypeDoc complains about above';
  console.log(
    `${OUT}: ${broken.length} broken links, ${stale.length} measured data out of date${complaints}`,
  );
  return clean && problems.length === 0 ? 0 : 1;
}

process.exitCode = await build();
