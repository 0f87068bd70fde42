import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as vitest from '@vitest/expect';
import * as chai from 'chai';
import type { Noticer } from '../../noticer.ts';

/*
 * Stands in for vitest where tests are noticers: all of them in one thread, thousands of times, without a start each time. What they
 * expect is checked by the code of vitest itself.
 */

chai.use(vitest.JestExtend);
chai.use(vitest.JestChaiExpect);
chai.use(vitest.JestAsymmetricMatchers);

/** Asserts as that of vitest. */
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  (globalThis as unknown as Record<symbol, object>)[vitest.ASYMMETRIC_MATCHERS_OBJECT], // Put there by the plugins.
);

type Body = (...given: unknown[]) => unknown;

/** The tests registered so far. */
export const noticers: Noticer[] = [];

let file = '';
let folder = '';
let path: readonly string[] = [];

/** The tests registered from now on are of this file. */
export function startFile(name: string, url: string): void {
  file = name;
  folder = url.slice(0, url.lastIndexOf('/') + 1);
  path = [];
}

/** Tests whose files are snapshots: the file beside the test must say the same. */
chai.use(({ Assertion }) => {
  Assertion.addMethod('toMatchFileSnapshot', function (this: { _obj: unknown }, name: string) {
    const kept = readFileSync(fileURLToPath(snapshotFolder + name), 'utf8');
    chai.expect(this._obj).to.equal(kept);
  });
});
let snapshotFolder = '';

/** These measure the memory of the process, which belongs to all that came before. */
const UNSTEADY = /heap/;

function register(title: string, ...rest: unknown[]): void {
  const body = rest.find((each): each is Body => typeof each === 'function');
  if (body === undefined || UNSTEADY.test(title)) return;
  const home = folder;
  const holds = () => {
    snapshotFolder = home;
    const ended = body();
    return ended instanceof Promise ? ended.then(() => true) : true;
  };
  noticers.push({ name: [file, ...path, title].join(' > '), holds });
}

const each =
  (of: (title: string, ...rest: unknown[]) => void) =>
  (cases: readonly unknown[]) =>
  (title: string, ...rest: unknown[]): void => {
    const body = rest.find((given): given is Body => typeof given === 'function')!; // A test of cases has one.
    for (const [place, one] of cases.entries())
      of(`${title} (${place + 1})`, () => (Array.isArray(one) ? body(...one) : body(one)));
  };

function group(title: string, ...rest: unknown[]): void {
  const body = rest.find((given): given is Body => typeof given === 'function');
  const outer = path;
  path = [...path, title];
  body?.();
  path = outer;
}

export const test = Object.assign(register, { each: each(register) });
export const it = test;
export const describe = Object.assign(group, { each: each(group) });
export const beforeAll = (work: () => void): void => work();
export const afterAll = (): void => {};
