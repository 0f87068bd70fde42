import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCampaign } from '../../properties/campaign/runCampaign.ts';
import { FAULTS } from '../../properties/index.ts';
import { tiny } from '../../properties/presets/tiny.ts';
import { browserFor, QUIET } from '../../properties/testing/browser.ts';
import { COMMAND } from '../testing/command.ts';
import { momentsOf } from './html/moments.ts';
import { htmlReport } from './html.ts';
import { reportInput } from './reportInput.ts';

const FAULT = 'pin-stays-in-movable';
const FOLDER = mkdtempSync(join(tmpdir(), 'zoneproof-html-'));

const [found] = runCampaign(
  { layouts: [tiny], design: 'kernelcore', seed: 1, runs: 20 },
  FAULTS[FAULT]!.target, // It exists.
).violations;

describe('the page', () => {
  const EVIL = '</script><img src=x onerror=alert(1)>" \u2028 &amp; <!--';
  const result = runCampaign(
    { layouts: [tiny], design: 'kernelcore', seed: 1, runs: 20 },
    FAULTS[FAULT]!.target,
  );
  const violations = result.violations.map((each) => ({
    ...each,
    violation: { ...each.violation, sentence: EVIL },
    story: { ...each.story, steps: each.story.steps.map((step) => ({ ...step, targetSays: EVIL })) },
  }));
  const run = {
    version: '1',
    started: new Date(0),
    fileOf: () => null,
    layoutFiles: new Map<string, string>(),
    target: { kind: 'sound' },
  } as const;
  const html = htmlReport(reportInput([{ ...result, target: EVIL, violations, doubts: [EVIL] }], {}, run));

  test('asks for nothing from anywhere, and nothing a target says becomes a part of it', () => {
    expect(html).toContain("content=\"default-src 'none'; ");
    expect(html.match(/(?:src|href)\s*=\s*"(?!data:|#)/g)).toBe(null);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    const data = /id="data">(.*)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(data)[0].test).toContain('</script>');
  });

  test('has a way to each of several failures', () => {
    const several = htmlReport(reportInput([result, result], {}, run));
    expect(several.match(/href="#failure-\d"/g)).toEqual(['href="#failure-0"', 'href="#failure-1"']);
    expect(several.match(/<h2 id="failure-\d"/g)).toEqual(['<h2 id="failure-0"', '<h2 id="failure-1"']);
    expect(html).not.toContain('<nav');
  });

  test('without pages after each step shows those before and after the violation', () => {
    expect(momentsOf(found!.story).map(({ title }) => title)).toEqual([
      'before the violation',
      'as the target left it',
    ]);
    expect(momentsOf({ ...found!.story, before: { runs: [] }, after: { runs: [] } })).toEqual([]);
  });
});

const executablePath = browserFor('the HTML report');

describe.skipIf(executablePath === undefined)('in a browser, from disk and without a network', () => {
  const errors: string[] = [];
  const asked: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const report = join(FOLDER, 'report.html');
    const args = ['check', '--layout', 'tiny', '--fault', FAULT, '--seed', '1', '--report', `html=${report}`];
    expect(
      spawnSync(process.execPath, [COMMAND, ...args], {
        timeout: 60_000,
        env: { ...process.env, GITHUB_ACTIONS: '' },
      }).status,
    ).toBe(1);
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: [...QUIET] });
    const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, offline: true });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(report).href);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    expect(errors).toEqual([]);
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
  });

  const said = () => page.textContent('.said');
  const looks = (side: string) =>
    page.$$eval(`.side.${side} .page.culprit`, (nodes) => nodes.map(({ title }) => title));

  test('shows the violation first, model beside target', async () => {
    expect(await page.title()).toBe('zoneproof: violation');
    expect(await page.textContent('h2')).toMatch(/^INV-163 frame 0x20, movable.mapped, was pinned for long/);
    expect(await said()).toBe('violation at #1 pin(#0, long)');
    expect(await looks('model')).toEqual([
      '0x20: movable.mapped, held by #0; the sides differ; shows the violation',
    ]);
    expect(await looks('target')).toEqual([
      '0x20: pinned.longterm, held by #0; changed by this step; the sides differ; shows the violation',
    ]);
    expect(await page.textContent('dl')).toContain('mm/gup.c, folio_is_longterm_pinnable');
    if (process.env.SCREENSHOT)
      await page.screenshot({ path: `${process.env.SCREENSHOT}-light.png`, fullPage: true });
  });

  test('tells the story in words, and which arguments matter', async () => {
    expect(await page.textContent('.story')).toMatch(
      /^2 operations were asked on tiny under kernelcore; .* INV-163 is broken: .*pin\(#0, short\) in its place\.$/,
    );
    const calls = page.locator('.steps td.call');
    expect(await calls.nth(0).locator('.matters').allTextContents()).toEqual(['user']);
    expect(await calls.nth(0).locator('.idle').allTextContents()).toEqual(['order 0', 'cpu 0']);
    expect(await calls.nth(1).locator('.matters').getAttribute('title')).toBe(
      'term long: with short no rule is broken',
    );
    expect(await page.textContent('.differences')).toContain('moved to Node 0 Normal, then pinned');
    expect(await page.locator('.steps tbody tr td:last-child').allTextContents()).toEqual([
      '#1 goes too; no rule is broken',
      'no rule is broken',
    ]);
  });

  test('goes through time by arrow keys wherever the focus is', async () => {
    await page.evaluate('document.activeElement?.blur()');
    await page.keyboard.press('ArrowLeft');
    expect(await said()).toBe('after #0 allocate(order 0, user, node 0, cpu 0)');
    await page.keyboard.press('Control+ArrowRight');
    expect(await said()).toMatch(/^after #0/);
    await page.keyboard.press('ArrowRight');
    expect(await said()).toMatch(/^violation at #1/);
  });

  test('goes through time by keyboard, by buttons and by the steps', async () => {
    const slider = page.locator('input[type=range]');
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await said()).toBe('after boot');
    expect(await looks('target')).toEqual(['0x20: free.available; shows the violation']);
    await page.keyboard.press('ArrowRight');
    expect(await said()).toBe('after #0 allocate(order 0, user, node 0, cpu 0)');
    expect(await looks('target')).toEqual([
      '0x20: movable.mapped, held by #0; changed by this step; shows the violation',
    ]);
    expect(await slider.getAttribute('aria-valuetext')).toBe(await said());
    expect(await page.locator('tr[aria-current]').textContent()).toContain('allocate(order 0');
    await page.click('.later');
    expect(await said()).toMatch(/^violation at #1/);
    await page.click('.later');
    await page.click('.earlier');
    await page.click('.earlier');
    expect(await said()).toBe('after boot');
    await page.click('tbody button.step >> nth=1');
    expect(await said()).toMatch(/^violation at #1/);
  });

  test('copies the command, the token and a test', async () => {
    const copied = async (name: string): Promise<string> => {
      await page.click(`button[data-copies=${name}]`);
      const told = {
        replay: 'command',
        token: 'token',
        test: 'test for vitest',
        passing: 'command of the run that passes',
      }[name];
      await page.getByText(`copied: copy ${name === 'test' ? 'a' : 'the'} ${told}`).waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    expect(await copied('replay')).toMatch(
      /^zoneproof replay zp1\.kernelcore\.tiny\.\S+ --fault pin-stays-in-movable$/,
    );
    expect(await copied('token')).toMatch(/^zp1\./);
    expect(await copied('passing')).toMatch(/^zoneproof replay zp1\.kernelcore\.tiny\.\S+ --fault /);
    const text = await copied('test');
    expect(text).toContain('const { target } = FAULTS["pin-stays-in-movable"];');
    writeFileSync(join(FOLDER, 'copied.test.mjs'), text);
    expect(readFileSync(join(FOLDER, 'copied.test.mjs'), 'utf8')).toContain(
      'expect(session.run(operations)).toBeNull();',
    );
  });

  test.each(['light', 'dark'] as const)(
    'has enough contrast in the %s scheme, on a narrow screen too',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 800 });
      const contrasts = await page.evaluate<[string, number][]>(CONTRASTS);
      expect(contrasts.length).toBeGreaterThan(20);
      expect(contrasts.filter(([, ratio]) => ratio < 4.5)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      if (process.env.SCREENSHOT)
        await page.screenshot({
          path: `${process.env.SCREENSHOT}-${colorScheme}-narrow.png`,
          fullPage: true,
        });
      await page.setViewportSize({ width: 1280, height: 1000 });
      if (process.env.SCREENSHOT)
        await page.screenshot({ path: `${process.env.SCREENSHOT}-${colorScheme}.png`, fullPage: true });
    },
  );
});

/** In the page: the contrast of each text to what is behind it, as WCAG counts it. */
const CONTRASTS = `(() => {
  const channels = (colour) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (channels(colour)[3] === 255) return colour;
    }
    return 'white';
  };
  const texts = [...document.querySelectorAll('body *')].filter((node) => node.checkVisibility() && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== '') && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(node.tagName));
  return texts.map((node) => {
    const one = light(getComputedStyle(node).color);
    const other = light(behind(node));
    return [node.tagName + ' ' + node.className, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)];
  });
})()`;
