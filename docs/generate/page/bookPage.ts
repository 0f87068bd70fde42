/** One page of the book, before it is part of the site. */
export interface BookPage {
  /** Its place in the site without an ending: `machines/page/pinned.longterm`. */
  readonly slug: string;
  readonly title: string;
  /**
   * Markdown, with HTML in it. Other pages are named by `book:slug` or `book:slug#anchor`, wherever this page stands.
   */
  readonly body: string;
  /** Pages below this one in the navigation. */
  readonly children?: readonly BookPage[];
}

/** A page and all pages below it. */
export const withChildren = (page: BookPage): BookPage[] => [
  page,
  ...(page.children ?? []).flatMap(withChildren),
];

/** Sections of a body: those that have nothing to say are left out. */
export const sections = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join('\n\n');
