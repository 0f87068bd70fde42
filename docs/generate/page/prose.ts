import { readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { ROOT } from '../measured/places.ts';
import type { BookPage } from './bookPage.ts';

/** The Markdown files of a folder, as pages: links between files become links between pages. */
export const prosePages = (folder: string, order: readonly string[] = []): BookPage[] =>
  readdirSync(new URL(`${folder}/`, ROOT))
    .filter((name) => name.endsWith('.md'))
    .sort((one, other) => placeIn(order, one) - placeIn(order, other) || (one < other ? -1 : 1))
    .map((name) => prosePage(`${folder}/${name}`));

const placeIn = (order: readonly string[], name: string): number => {
  const place = order.indexOf(name.replace(/\.md$/, ''));
  return place < 0 ? order.length : place;
};

/** A Markdown file of this project as a page. */
export function prosePage(file: string): BookPage {
  const written = readFileSync(new URL(file, ROOT), 'utf8');
  const title = /^# (.+)$/m.exec(written)?.[1] ?? file;
  const body = written.replace(/^# .+\n/m, '');
  return {
    slug: slugOf(file),
    title: title.replaceAll('`', ''),
    body: outsideCode(body, (said) => relinked(said, file)),
  };
}

/** Pages at the top of the repository. */
export const PROJECT = ['README', 'ARCHITECTURE', 'CONTRIBUTING', 'CHANGELOG'];

/** `docs/guides/x.md` is `guides/x`; files that are no page are shown as they are. */
function slugOf(file: string): string {
  if (/^docs\/(guides|decisions)(\/[^/]+\.md)?$/.test(file))
    return file.slice('docs/'.length).replace(/\.md$/, '');
  const top = PROJECT.find((name) => file === `${name}.md`);
  return top === undefined ? `source/${file}` : `project/${top.toLowerCase()}`;
}

const relinked = (said: string, file: string): string =>
  said.replace(
    /\[([^\]]*)\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)/g,
    (_, label: string, path: string, anchor = '') => {
      const slug = slugOf(posix.join(posix.dirname(file), path).replace(/\/$/, ''));
      const isFolder =
        slug.startsWith('source/') && statSync(new URL(slug.slice('source/'.length), ROOT)).isDirectory();
      return isFolder ? label : `[${label}](book:${slug}${anchor})`;
    },
  );

/** What stands in blocks of code is left as it is. */
function outsideCode(body: string, change: (said: string) => string): string {
  return body
    .split(/(^```[\s\S]*?^```)/m)
    .map((part) => (part.startsWith('```') ? part : change(part)))
    .join('');
}
