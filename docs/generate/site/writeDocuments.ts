import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BookPage } from '../page/bookPage.ts';

/**
 * Writes pages as the documents that TypeDoc reads, children included.
 *
 * @param folder where they go
 * @returns the file of each page at the top
 */
export const writeDocuments = (pages: readonly BookPage[], folder: string): string[] =>
  pages.map((page) => writeDocument(page, folder));

function writeDocument({ slug, title, body, children = [] }: BookPage, folder: string): string {
  const file = join(folder, `${slug}.md`);
  const files = children.map((child) => writeDocument(child, folder));
  const head = [
    `title: ${JSON.stringify(title)}`,
    `slug: ${JSON.stringify(slug)}`,
    'group: Documents',
    ...(files.length === 0 ? [] : [`children: ${JSON.stringify(files)}`]),
  ];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `---\n${head.join('\n')}\n---\n\n${body}\n`);
  return file;
}
