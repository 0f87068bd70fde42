import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

/** What is wrong with the links of a site: those that lead to no file, or to no place in one. */
export function brokenLinks(out: string): string[] {
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.html'))
    .sort();
  const known = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (page: string): ReadonlySet<string> => {
    const anchors = known.get(page) ?? anchorsIn(readFileSync(join(out, page), 'utf8'));
    known.set(page, anchors);
    return anchors;
  };
  const problems = new Set<string>();
  for (const page of pages)
    for (const target of targetsIn(readFileSync(join(out, page), 'utf8'))) {
      const [path = '', anchor = ''] = target.split('#');
      const goal = path === '' ? page : posix.join(posix.dirname(page), decodeURIComponent(path));
      if (!existsSync(join(out, goal))) problems.add(`${page}: ${target}: no such file`);
      else if (anchor !== '' && goal.endsWith('.html') && !anchorsOf(goal).has(decodeURIComponent(anchor)))
        problems.add(`${page}: ${target}: no such place`);
    }
  return [...problems];
}

/** Addresses within the site. */
function targetsIn(html: string): Set<string> {
  const found = new Set<string>();
  for (const [, target] of html.matchAll(/\s(?:href|src)="([^"]*)"/g))
    if (target !== undefined && target !== '' && !/^(?:https?|mailto|data|javascript):/.test(target))
      found.add(target.replaceAll('&amp;', '&'));
  return found;
}

const anchorsIn = (html: string): Set<string> =>
  new Set([...html.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => id!)); // The group is part of the match.
