import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserFor, QUIET } from '../../properties/testing/browser.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MOST = 300_000;

/** Builds the site into a folder of its own, as `npm run docs` does. */
function build(): { readonly out: string; readonly said: string; readonly code: number | null } {
  const out = mkdtempSync(join(tmpdir(), 'zoneproof-site-'));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/docs/generate/build.js', out], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: MOST,
  });
  return { out, said: stdout + stderr, code: status };
}

/** Every file with a hash of its content. */
const filesOf = (out: string): string[] =>
  readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(out, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex')}`,
    )
    .sort();

const executablePath = browserFor('the site');

describe('the site', () => {
  let first: ReturnType<typeof build>;

  beforeAll(() => {
    spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'docs'], { cwd: ROOT });
    first = build();
  }, 2 * MOST);

  test('is built without a broken link, an undocumented export, or data that are out of date', () => {
    expect(first.said).toContain('0 broken links, 0 measured data out of date');
    expect(first.code).toBe(0);
  });

  test(
    'is the same when it is built again, byte for byte',
    () => {
      expect(filesOf(build().out)).toEqual(filesOf(first.out));
    },
    2 * MOST,
  );

  test('asks for nothing from anywhere', () => {
    const foreign = filesOf(first.out)
      .map((line) => line.split(' ')[0]!) // A name and a hash.
      .filter((name) => name.endsWith('.html'))
      .filter((name) =>
        /<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?\/\//.test(
          readFileSync(join(first.out, name), 'utf8'),
        ),
      );
    expect(foreign).toEqual([]);
  });

  describe.skipIf(executablePath === undefined)('in a browser, from disk', () => {
    const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
    let browser: Browser | undefined;
    let page: Page;
    const errors: string[] = [];

    async function open(slug: string): Promise<void> {
      if (browser === undefined) {
        browser = await chromium.launch({ executablePath: executablePath!, args: [...QUIET] }); // Skipped without.
        page = await browser.newPage();
        page.on('pageerror', (error) => errors.push(error.message));
      }
      await page.goto(pathToFileURL(join(first.out, `${slug}.html`)).href);
    }
    afterAll(async () => {
      await browser?.close();
    });

    test('answers four questions within three clicks', async () => {
      await open('index');
      await page.getByRole('link', { name: 'What is a pinned page?' }).click();
      await page.waitForURL(/pinned\.longterm/);
      expect(await page.locator('.lead').innerText()).toContain('a device may hold it for ever');
      await page.getByRole('link', { name: 'INV-163' }).first().click();
      await page.waitForURL(/rules\/INV-163/);
      expect(await page.locator('.lead').innerText()).toContain('the memory around it can never be removed');
      expect(await page.getByRole('link', { name: /^spec\/invariants\/movability\.ts:/ }).count()).toBe(1);
      await page.getByRole('link', { name: 'pin-stays-in-movable', exact: true }).last().click();
      await page.waitForURL(/museum/);
      expect(await page.locator('.verdict').innerText()).toContain('INV-163');
    });

    test('finds a page by what it says', async () => {
      await open('index');
      await page.locator('#tsd-search-trigger').click();
      await page.locator('#tsd-search-input').fill('longterm');
      await page.locator('#tsd-search-results a').first().waitFor();
      const hrefs = await page
        .locator('#tsd-search-results a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(hrefs.join()).toContain('machines/page/pinned.longterm.html');
    });

    const PAGES = [
      'index',
      'guides/glossary',
      'machines/page',
      'machines/page/pinned.longterm',
      'rules',
      'rules/INV-163',
      'museum',
      'museum/pin-stays-in-movable',
      'designs',
      'requirements',
      'coverage',
      'source/spec/invariants/movability.ts',
    ];

    test.each(PAGES)('%s is fit for everybody, in light and dark, on a desk and in a hand', async (slug) => {
      for (const [colorScheme, width] of [
        ['light', 1280],
        ['dark', 390],
      ] as const) {
        await open(slug);
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.locator('#tsd-nav-container summary, body.source').first().waitFor({ state: 'attached' });
        await page.addScriptTag({ path: AXE });
        const found = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as {
            axe: {
              run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
            };
          };
          const { violations } = await axe.run();
          return violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`);
        });
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([colorScheme, width, found, wide]).toEqual([colorScheme, width, [], 0]);
      }
      expect(errors).toEqual([]);
    });
  });
});
