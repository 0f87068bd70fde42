import { type ProjectReflection, type Reflection, ReflectionKind } from 'typedoc';

const EXPORTS =
  ReflectionKind.Module |
  ReflectionKind.Class |
  ReflectionKind.Interface |
  ReflectionKind.TypeAlias |
  ReflectionKind.Variable |
  ReflectionKind.Enum;
const MEMBERS = ReflectionKind.Property | ReflectionKind.Accessor | ReflectionKind.CallSignature;
const HOLDERS = ReflectionKind.Class | ReflectionKind.Interface;

/**
 * Exports without a word of documentation, and members of exported classes and interfaces: a sentence each. Members of types that the
 * compiler infers are left out, since nobody could write there.
 */
export const undocumented = (project: ProjectReflection): string[] =>
  Object.values(project.reflections)
    .filter((reflection) => isOurs(reflection) && !reflection.hasComment())
    .map((reflection) => `${reflection.getFullName()}, in ${fileOf(reflection)}, is not documented`)
    .sort();

function isOurs(reflection: Reflection): boolean {
  const { parent } = reflection;
  if (reflection.kindOf(EXPORTS)) return true;
  if (reflection.kindOf(ReflectionKind.CallSignature) && parent?.kindOf(ReflectionKind.Function)) return true;
  const holder = reflection.kindOf(ReflectionKind.CallSignature) ? parent?.parent : parent;
  return reflection.kindOf(MEMBERS) && holder?.kindOf(HOLDERS) === true;
}

function fileOf(reflection: Reflection): string {
  for (let at: Reflection | undefined = reflection; at !== undefined; at = at.parent)
    if (at.isDeclaration() && at.sources?.[0]) return `${at.sources[0].fileName}:${at.sources[0].line}`;
  return 'an unknown file';
}
