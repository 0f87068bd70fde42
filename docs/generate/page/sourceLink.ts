import { code } from './html.ts';

/** A line of a file of this project, as a link to the page of its text. */
export const sourceLink = ({ file, line }: { readonly file: string; readonly line: number }): string =>
  `<a href="book:source/${file}#L${line}">${code(`${file}:${line}`)}</a>`;
