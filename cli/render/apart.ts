/** Two answers without the parts that both have, if something is left of each. */
export function apart(one: string, other: string): readonly [string, string] {
  const [ones, others] = [one.split('; '), other.split('; ')];
  const only = ones.filter((part) => !others.includes(part));
  const otherOnly = others.filter((part) => !ones.includes(part));
  const said = (parts: readonly string[]): string => parts.join('; ').replace(/^then /, '');
  return only.length === 0 || otherOnly.length === 0 ? [one, other] : [said(only), said(otherOnly)];
}
