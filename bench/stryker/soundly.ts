/** What the sound evaluation of a bundle has worked out, for evaluations of it in which a mutant is alive from the start. */
const scope = globalThis as {
  zoneproofMutant?: number;
  zoneproofSound?: Map<string, () => unknown>;
};

/**
 * What sound sources come to, worked out once and when it is first asked for. Where a mutant lives while modules are loaded, it is
 * taken from the evaluation without one.
 *
 * @param name of its own among all of them
 * @param make called while no mutant is alive
 */
export function soundly<Value>(name: string, make: () => Value): () => Value {
  if (scope.zoneproofMutant !== undefined) return scope.zoneproofSound!.get(name) as () => Value; // Put there below.
  let made: { readonly value: Value } | null = null;
  const give = (): Value => {
    made ??= { value: make() };
    return made.value;
  };
  scope.zoneproofSound?.set(name, give);
  return give;
}
