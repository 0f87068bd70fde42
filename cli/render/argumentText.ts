import type { ArgumentRole } from '../../properties/explain/explanation.ts';
import { valuesText, valueText } from './values.ts';

/** Some other value of the argument breaks no rule, or another one. */
export const matters = ({ passes, breaksOther }: ArgumentRole): boolean =>
  passes.length + breaksOther.length > 0;

/** What is known of an argument: `order 0 (or 1): with 2 to 4 no rule is broken`. */
export function argumentText(role: ArgumentRole): string {
  const { name, value, same, passes, breaksOther } = role;
  if (!matters(role))
    return `${name} ${valueText(name, value)}: ${same.length === 0 ? 'no other value was tried' : freedom(role)}`;
  const others = same.length === 0 ? '' : ` (or ${valuesText(name, same)})`;
  const rules = [...new Set(breaksOther.map(({ invariant }) => invariant))];
  const breaking = rules.map((rule) => {
    const values = breaksOther.filter(({ invariant }) => invariant === rule).map((each) => each.value);
    return `with ${valuesText(name, values)} ${rule} is broken instead`;
  });
  const passing = passes.length === 0 ? [] : [`with ${valuesText(name, passes)} no rule is broken`];
  return `${name} ${valueText(name, value)}${others}: ${[...passing, ...breaking].join('; ')}`;
}

/** How much is known of one that does not matter. */
export const freedom = ({ isAll }: Pick<ArgumentRole, 'isAll'>): string =>
  isAll ? 'every other value shows the same' : 'every value that was tried shows the same';
