/** The way from one page of the site to another, which works from disk as well. */
export function relativeUrl(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/**
 * Puts a relative address in place of each `book:slug`.
 *
 * @param url of the page, from the root of the site
 */
export const withLinks = (html: string, url: string): string =>
  html.replace(/\b(href|src)="book:([^"#]*)(#[^"]*)?"/g, (_, name: string, slug: string, anchor = '') => {
    const file = /\.(html|js|css|png|svg)$/.test(slug) ? slug : `${slug}.html`;
    return `${name}="${file === url && anchor !== '' ? '' : relativeUrl(url, file)}${anchor}"`;
  });
