import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tiny } from '../../properties/presets/tiny.ts';
import { scenarioText } from '../../properties/scenario/scenarioJson.ts';
import { scenarioOfToken } from '../../properties/scenario/token.ts';
import { browserFor, QUIET } from '../../properties/testing/browser.ts';
import { EXAMPLES } from './examples.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'zoneproof-playground-'));
writeFileSync(join(FOLDER, 'index.html'), ''); // So the page leads to the site.
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const { token, fault } = EXAMPLES[1]!; // A pin that stays in ZONE_MOVABLE.
const LINK = `#${token}&fault=${fault}`;

const executablePath = browserFor('the playground');

/** Built as `npm run docs:playground` builds it. */
const { buildPlayground } = (await import(new URL('./build.mjs', import.meta.url).href)) as {
  buildPlayground(folder: string): Promise<{ readonly path: string; readonly bytes: number }>;
};
const { path, bytes } = await buildPlayground(FOLDER);

describe('the page', () => {
  const html = readFileSync(path, 'utf8');

  test('is one file that asks for nothing from anywhere, and small enough to be loaded on a phone', () => {
    expect(html).toContain("content=\"default-src 'none'; ");
    expect(html.match(/(?:src|href)\s*=\s*"(?!data:)[a-z./][^"]*/g)).toEqual(['href="index.html']);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(bytes).toBeLessThan(800_000);
  });

  test('has neither the parser of files nor that of command lines in it', () => {
    expect(html).not.toMatch(/ZodError|commander|fast-check/);
  });
});

describe.skipIf(executablePath === undefined)('in a browser, from disk and without a network', () => {
  const errors: string[] = [];
  const asked: string[] = [];
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...QUIET] });
    context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, offline: true });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    expect(errors).toEqual([]);
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
  });

  const open = async (hash: string): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(pathToFileURL(path).href + hash);
    await page.locator('#grid [role=gridcell]').first().waitFor();
  };
  const said = () => page.textContent('.said');
  const complaint = () => page.textContent('#complaint');
  const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label')");
  const culprits = () =>
    page.$$eval('.page.culprit[role=gridcell]', (cells) =>
      cells.map((cell) => cell.getAttribute('title') ?? ''),
    );

  test('opens with a run that holds, and steps through it', async () => {
    await open('');
    expect(await page.textContent('.verdict')).toMatch(/^No rule is broken: 8 operations, /);
    expect(await said()).toMatch(/after #7 offline\(block 2\)$/);
    await page.click('#earlier');
    expect(await said()).toMatch(/after #6 free\(#2, cpu 1\)$/);
    await page.locator('#moment').press('Home');
    expect(await said()).toMatch(/after boot$/);
    await page.click('.steps li:nth-child(4) button.step');
    expect(await said()).toMatch(/after #3 pin\(#0, long\)$/);
    expect(await page.textContent('.steps li[aria-current=step] code')).toBe('pin(#0, long)');
  });

  test('shows a counterexample by its link: rule, culprit and why the page may not', async () => {
    await open(LINK);
    expect(await said()).toMatch(/INV-163 broken by #1 pin\(#0, long\)$/);
    expect(await page.textContent('#said')).toContain('a device may hold it for ever');
    expect(await culprits()).toEqual([
      '0x20: movable.mapped, held by #0; Node 0 Movable; one copy; the sides differ; shows the violation',
    ]);
    expect(await page.textContent('#page-title')).toBe('Page 0x20');
    expect(await page.textContent('.machine .now')).toContain('mapped');
    expect(await page.textContent('#page dl')).toContain('pinned.longterm, which differs');
    await page.locator('#page summary', { hasText: 'INV-163' }).first().click();
    expect(await page.textContent('#page details[open] .events')).toContain('pinLong');
    expect(await page.locator('#ask [type=submit]').getAttribute('aria-disabled')).toBe('true');
    expect(await page.textContent('#chosen')).toMatch(
      /^0x20: movable\.mapped, held by #0; Node 0 Movable; one copy; the sides differ/,
    );
    await page.click('input[value=target]');
    expect((await culprits())[0]).toMatch(/^0x20: pinned.longterm/);
  });

  test('loads what is pasted: token, command and scenario, and says what is wrong with anything else', async () => {
    const paste = async (text: string): Promise<void> => {
      await page.fill('#pasted', text);
      await page.click('#load button');
    };
    await open('');
    await page.click('#load summary');
    await paste(`  zoneproof replay ${token} --fault ${fault}\n`);
    expect(await said()).toMatch(/INV-163 broken/);
    await paste('zp1.kernelcore.tiny.kH-AyaI');
    expect(await complaint()).toMatch(/^token: expected a token as zoneproof printed it/);
    expect(await said()).toMatch(/INV-163 broken/);
    await page.selectOption('#fault', '');
    expect(await complaint()).toBe('');
    expect(await said()).toMatch(/after #1 pin/);
    await paste('{"zoneproof":"scenario"}');
    expect(await complaint()).toBe(
      'scenario: expected a field named version; correct this field, or start from a scenario that zoneproof wrote',
    );
    const file = join(FOLDER, 'scenario.json');
    const scenario = { ...scenarioOfToken(token, { tiny }), layout: { ...tiny, name: 'mine' } };
    writeFileSync(file, scenarioText(scenario));
    await page.setInputFiles('#file', file);
    await page.getByText('A link names a machine').waitFor();
    expect(await page.evaluate('location.hash')).toBe('');
    expect(await page.locator('#layout').inputValue()).toBe('');
    expect(await complaint()).toBe('');
  });

  test('is shared by a link that brings all of it back', async () => {
    const copied = async (what: string): Promise<string> => {
      await page.click(`[data-copies=${what}]`);
      await page.getByText(`copied: the ${what}`).waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    await open(LINK);
    await page.click('#earlier');
    const link = await copied('link');
    expect(link).toBe(`${pathToFileURL(path).href}${LINK}&step=1`);
    expect(await copied('command')).toBe(`zoneproof replay ${token} --fault ${fault}`);
    expect(await copied('token')).toBe(token);
    await open(link.slice(link.indexOf('#')));
    expect(await said()).toMatch(/after #0 allocate/);
    expect(await page.locator('#fault').inputValue()).toBe(fault);
    await page.evaluate(`location.hash = '#${EXAMPLES[2]!.token}&fault=${EXAMPLES[2]!.fault}'`);
    await page.getByText('INV-1 broken by').waitFor();
  });

  test('asks by hand: the form follows the machine, the moment and the page', async () => {
    await open('');
    await page.click('#clear');
    expect(await said()).toMatch(/after boot$/);
    await page.click('#ask [type=submit]');
    expect(await said()).toMatch(/after #0 allocate\(order 0, user/);
    await page.selectOption('#kind', 'pin');
    expect(await page.locator('#field-of').inputValue()).toBe('0');
    await page.selectOption('#field-term', 'long');
    expect(await page.textContent('#allowed')).toMatch(/^The model would allow: moved to Node 0 Normal/);
    await page.click('#ask [type=submit]');
    expect(await page.textContent('#said')).toMatch(/after #1 pin\(#0, long\).*They agree\./);
    await page.selectOption('#kind', 'poisonOf');
    await page.fill('#field-offset', '1');
    await page.click('#ask [type=submit]');
    expect(await complaint()).toBe(
      'operations[2].offset: expected a page of a block of order 0, so below 1, found 1; lower it',
    );
    expect(await said()).toMatch(/after #1 pin/);
    await page.selectOption('#fault', 'pin-stays-in-movable');
    expect(await said()).toMatch(/INV-163 broken by #1/);
    await page.click('.steps li:nth-child(1) .drop');
    expect(await page.textContent('#steps')).toContain('None yet');
    await page.selectOption('#design', 'none');
    await page.click('#suit');
    expect(await page.locator('#design').inputValue()).toBe('kernelcore');
    expect(await page.locator('#suit').count()).toBe(0);
    await page.selectOption('#layout', 'tiny-numa');
    await page.selectOption('#kind', 'online');
    await page.click('[data-pfn="112"]');
    expect(await page.locator('#field-block').inputValue()).toBe('7');
    await page.click('#ask [type=submit]');
    expect(await page.textContent('#page dl')).toContain('number 7, 16 pages, online');
  });

  test('works with a keyboard alone', async () => {
    await open(LINK);
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate("document.activeElement.getAttribute('role')")) === 'gridcell') break;
    }
    expect(await focused()).toMatch(/^0x20: movable\.mapped/);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toMatch(/^0x21: free\.available; Node 0 Movable/);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toMatch(/^0x31: /);
    await page.keyboard.press('Control+Home');
    expect(await focused()).toMatch(/^0x0: pinned\.fixed/);
    expect(await page.textContent('#page-title')).toBe('Page 0x0');
    await page.keyboard.press(',');
    expect(await said()).toMatch(/after #0 allocate/);
    expect(await focused()).toMatch(/^0x0: /);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('kind');
    await page.keyboard.type('free');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('kind');
    expect(await page.locator('#kind').inputValue()).toBe('free');
    for (let stop = 0; stop < 20; stop++) {
      await page.keyboard.press('Tab');
      if ((await focused())?.startsWith('show #0')) break;
    }
    await page.keyboard.press('ArrowLeft');
    expect(await said()).toMatch(/after boot$/);
    await page.keyboard.press('Enter');
    expect(await said()).toMatch(/after #0 allocate/);
    expect(await focused()).toMatch(/^show #0/);
    await page.keyboard.press('ArrowRight');
    expect(await said()).toMatch(/INV-163 broken/);
  });

  test.each([
    [1280, 'light', ''],
    [1280, 'dark', LINK],
    [390, 'light', LINK],
    [390, 'dark', ''],
  ] as const)('is readable for everybody at %i pixels in the %s scheme', async (width, colorScheme, hash) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await open(hash);
    await look(`${width}-${colorScheme}`);
    await page.selectOption('#layout', 'small');
    await look(`${width}-${colorScheme}-small`);
  });

  /** What axe finds, and whether anything is wider than the screen. */
  async function look(name: string): Promise<void> {
    if (process.env.SCREENSHOT)
      await page.screenshot({ path: `${process.env.SCREENSHOT}-${name}.png`, fullPage: true });
    await page.addScriptTag({ path: AXE });
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(document, { runOnly: ${JSON.stringify(tags)} })`,
    );
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html.slice(0, 200)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  }
});

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}
