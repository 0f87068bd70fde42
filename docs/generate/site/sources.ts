import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../measured/places.ts';
import { sourcesOf } from '../rule/mentions.ts';
import { relativeUrl } from './bookLinks.ts';

const FOLDERS = ['spec', 'model', 'impl', 'properties', 'cli'];

/**
 * Writes the sources of this project as pages with a number on each line.
 *
 * @param named other files that pages lead to
 */
export function writeSources(out: string, named: readonly string[]): void {
  const files = new Set([...FOLDERS.flatMap(sourcesOf), ...named]);
  for (const file of files) {
    const target = join(out, 'source', `${file}.html`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, sourcePage(file, readFileSync(new URL(file, ROOT), 'utf8')));
  }
}

function sourcePage(file: string, written: string): string {
  const url = `source/${file}.html`;
  const coloured = file.endsWith('.ts') || file.endsWith('.mjs') ? colour(written) : escaped(written);
  const lines = coloured.replace(/\n$/, '').split('\n');
  const body = lines
    .map((line, place) => `<a id="L${place + 1}" href="#L${place + 1}">${place + 1}</a>${line}`)
    .join('\n');
  const asset = (name: string): string => relativeUrl(url, `assets/${name}`);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${file} | zoneproof</title><link rel="stylesheet" href="${asset('style.css')}"><link rel="stylesheet" href="${asset('custom.css')}"></head><body class="source"><script>document.documentElement.dataset.theme = (() => { try { return localStorage.getItem('tsd-theme') || 'os'; } catch { return 'os'; } })();</script><header><a href="${relativeUrl(url, 'index.html')}">zoneproof</a></header><main><h1>${file}</h1><div class="scroll" role="region" tabindex="0" aria-label="source"><pre>${body}</pre></div></main></body></html>\n`;
}

const escaped = (written: string): string =>
  written.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words of the language, strings and comments, each with a class; a token that goes over lines is one on each. */
function colour(written: string): string {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, written);
  const parts: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const look = lookOf(kind);
    const said = escaped(scanner.getTokenText());
    parts.push(
      look === ''
        ? said
        : said
            .split('\n')
            .map((line) => `<span class="${look}">${line}</span>`)
            .join('\n'),
    );
  }
  return parts.join('');
}

function lookOf(kind: ts.SyntaxKind): string {
  if (kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword) return 'keyword';
  if (kind === ts.SyntaxKind.StringLiteral || kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral)
    return 'string';
  if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia)
    return 'comment';
  return '';
}
