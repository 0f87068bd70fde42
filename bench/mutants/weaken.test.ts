import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { SWITCH } from './switch.ts';
import { type Weakened, weaken } from './weaken.ts';

const SOURCE = `
class Objection extends Error { constructor(rule, text) { super(rule + ' ' + text); } }
function mustBeSmall(number: number): void {
  if (number > 10 || number < -10 || Number.isNaN(number)) throw new Objection('INV-1', 'too large');
  if (number === 7) {
    throw new Objection('INV-2', 'odd');
  }
}
function judge(number: number): void {
  mustBeSmall(number);
  if (number === 5) return mustBeSmall(100);
}
judge;
`;
const weakened = weaken('a.ts', SOURCE, 40);

/** What the weakened text says of a number while one site is off. */
function verdict({ text }: Weakened, number: number, off: number | null): string {
  const script = ts.transpile(text, { target: ts.ScriptTarget.ES2022 });
  const scope = globalThis as unknown as Record<string, unknown>; // Set for the text alone.
  scope[SWITCH] = off;
  try {
    const judge = new Function(`${script.replace(/judge;\s*$/, 'return judge;')}`)() as (n: number) => void;
    judge(number);
    return 'fine';
  } catch (error) {
    return (error as Error).message;
  } finally {
    delete scope[SWITCH];
  }
}

const numberOf = (part: string): number => 40 + weakened.sites.findIndex(({ name }) => name.includes(part));

describe('a weakened file', () => {
  test('judges as before while no site is off', () => {
    expect([7, 11, 5, 0].map((number) => verdict(weakened, number, null))).toEqual([
      'INV-2 odd',
      'INV-1 too large',
      'INV-1 too large',
      'fine',
    ]);
  });

  test('raises nothing where an objection is off', () => {
    expect(verdict(weakened, 7, numberOf("throw new Objection('INV-2'"))).toBe('fine');
    expect(verdict(weakened, 7, numberOf("throw new Objection('INV-1'"))).toBe('INV-2 odd');
  });

  test('raises nothing for the clause that is off', () => {
    expect(verdict(weakened, 11, numberOf('number > 10'))).toBe('fine');
    expect(verdict(weakened, -11, numberOf('number > 10'))).toBe('INV-1 too large');
    expect(verdict(weakened, Number.NaN, numberOf('Number.isNaN'))).toBe('fine');
  });

  test('makes no check that is off', () => {
    expect(verdict(weakened, 11, numberOf('call mustBeSmall(number)'))).toBe('fine');
    expect(verdict(weakened, 5, numberOf('call return mustBeSmall'))).toBe('fine');
  });

  test('names each site once, with its rule', () => {
    expect(weakened.sites.map(({ name, rule }) => `${name} ${rule}`)).toMatchInlineSnapshot(`
      [
        "a.ts mustBeSmall: throw new Objection('INV-1', 'too large'); INV-1",
        "a.ts mustBeSmall: clause number > 10 INV-1",
        "a.ts mustBeSmall: clause number < -10 INV-1",
        "a.ts mustBeSmall: clause Number.isNaN(number) INV-1",
        "a.ts mustBeSmall: throw new Objection('INV-2', 'odd'); INV-2",
        "a.ts judge: call mustBeSmall(number); null",
        "a.ts judge: call return mustBeSmall(100); null",
      ]
    `);
  });
});
