import { type Column, columns } from './columns.ts';
import { NOT_JUDGED } from './explanation.ts';
import type { Ink } from './ink.ts';
import { count } from './numbers.ts';

/** What can be named on the command line. */
export interface Catalogue {
  readonly presets: readonly { readonly name: string; readonly pages: number; readonly text: string }[];
  readonly designs: readonly { readonly name: string; readonly text: string }[];
  readonly faults: readonly {
    readonly name: string;
    readonly invariant: string;
    readonly text: string;
    /** Number of the real bug that it plants. */
    readonly bug?: string;
  }[];
  /** Real bugs that cannot be planted, and why. */
  readonly unplanted: readonly { readonly name: string; readonly text: string }[];
  readonly rules: readonly { readonly name: string; readonly text: string; readonly judged: boolean }[];
}

const NAME: Column = { title: '' };
const AMOUNT: Column = { title: '', align: 'right' };
const TEXT: Column = { title: '', most: 84 };

/** Everything that can be named, in sections, each under the option that takes it. */
export function catalogueText({ presets, designs, faults, unplanted, rules }: Catalogue, ink: Ink): string {
  const section = (title: string, heads: readonly Column[], rows: readonly (readonly string[])[]): string => {
    const lines = columns(
      heads,
      rows.map((cells) => ({ cells })),
      '  ',
    );
    return [ink.strong(title), ...lines].join('\n');
  };
  const presetRows = presets.map(({ name, pages, text }) => [name, `${count(pages)} pages`, text]);
  const designRows = designs.map(({ name, text }) => [name, text]);
  const faultRows = faults.map(({ name, invariant, text, bug = '' }) => [name, bug, invariant, text]);
  const unplantedRows = unplanted.map(({ name, text }) => [name, text]);
  const ruleRows = rules.map(({ name, text, judged }) => [
    name,
    judged ? text : `${text} (not judged: ${NOT_JUDGED})`,
  ]);
  return [
    section('presets (--layout)', [NAME, AMOUNT, TEXT], presetRows),
    section('designs (--design)', [NAME, TEXT], designRows),
    section('seeded faults (--fault, explain)', [NAME, NAME, NAME, TEXT], faultRows),
    ...(unplanted.length > 0
      ? [section('real bugs that cannot be planted (explain)', [NAME, TEXT], unplantedRows)]
      : []),
    section('rules (explain)', [NAME, TEXT], ruleRows),
  ].join('\n\n');
}
