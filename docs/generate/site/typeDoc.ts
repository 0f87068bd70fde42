import { fileURLToPath } from 'node:url';
import { Application, type DocumentReflection, IndexEvent, PageEvent, type TypeDocOptions } from 'typedoc';
import { ROOT } from '../measured/places.ts';
import { withLinks } from './bookLinks.ts';
import { BookRouter } from './bookRouter.ts';
import { undocumented } from './undocumented.ts';

const at = (path: string): string => fileURLToPath(new URL(path, ROOT));

/** What is documented as API: what the package exports, by the names it is imported by. */
const ENTRY_POINTS = ['spec', 'model', 'impl', 'properties', 'cli/vitest'].map((name) =>
  at(`${name}/index.ts`),
);

export interface SiteInput {
  /** Files of the pages at the top, in the order of the navigation. */
  readonly documents: readonly string[];
  readonly readme: string;
  readonly out: string;
}

/** Makes the site of pages and API. @returns whether TypeDoc had nothing to complain about */
export async function renderSite(input: SiteInput): Promise<boolean> {
  const app = await Application.bootstrap(optionsFor(input));
  app.renderer.defineRouter('book', BookRouter);
  app.renderer.on(PageEvent.END, (page: PageEvent) => {
    if (page.contents !== undefined) page.contents = withLinks(page.contents, page.url);
  });
  app.renderer.on(IndexEvent.PREPARE_INDEX, indexText);
  const project = await app.convert();
  if (project === undefined) return false;
  app.validate(project);
  for (const complaint of undocumented(project)) app.logger.error(complaint as never);
  await app.generateDocs(project, input.out);
  return !app.logger.hasErrors() && !app.logger.hasWarnings();
}

const optionsFor = ({ documents, readme, out }: SiteInput): TypeDocOptions => ({
  name: 'zoneproof',
  entryPoints: ENTRY_POINTS,
  projectDocuments: [...documents],
  readme,
  out,
  tsconfig: at('docs/api.tsconfig.json'),
  router: 'book',
  skipErrorChecking: true, // `npm run types` does.
  disableGit: true,
  sourceLinkTemplate: 'book:source/{path}#L{line}',
  sourceLinkExternal: false,
  basePath: at('.'),
  customCss: at('docs/generate/site/style.css'),
  customJs: at('docs/generate/site/script.js'),
  navigationLinks: {
    Guides: 'book:guides',
    Machines: 'book:machines',
    Rules: 'book:rules',
    Museum: 'book:museum',
    Playground: 'book:playground',
  },
  navigation: {
    includeGroups: false,
    includeCategories: false,
    includeFolders: false,
    excludeReferences: true,
  },
  headings: { readme: false, document: true },
  sort: ['kind', 'instance-first', 'alphabetical-ignoring-documents'],
  sluggerConfiguration: { lowercase: true },
  hideGenerator: true,
  githubPages: false,
  includeHierarchySummary: false,
  excludeInternal: true,
  excludePrivate: true,
  excludeExternals: true,
  highlightLanguages: [
    'ts',
    'js',
    'sh',
    'bash',
    'json',
    'yaml',
    'text',
    'console',
    'typescript',
    'javascript',
  ],
  validation: {
    invalidLink: true,
    invalidPath: true,
    notExported: false,
    notDocumented: false,
    rewrittenLink: true,
    unusedMergeModuleWith: true,
  },
});

/** Pages are found by what they say, without their markup and pictures. */
function indexText(event: IndexEvent): void {
  event.searchFieldWeights.document = 1;
  for (const [place, found] of event.searchResults.entries())
    if (found.isDocument())
      event.searchFields[place] = { ...event.searchFields[place], document: plainText(found) };
}

const plainText = ({ content }: DocumentReflection): string =>
  content
    .map(({ text }) => text)
    .join('')
    .replace(/<svg.*?<\/svg>/gs, ' ')
    .replace(/<table class="matrix">.*?<\/table>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#?\w+;/g, ' ')
    .replace(/\s+/g, ' ');
