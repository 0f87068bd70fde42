/** The part of JSON Schema (2020-12) that the published schemas use. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
}

/** Where a value is not what a schema says, and what should be there. */
export interface SchemaFault {
  /** `operations[3].order`; empty for the whole. */
  readonly path: string;
  readonly expected: string;
}

/** The first fault of a value that came out of JSON; null if it has none. */
export function schemaFault(value: unknown, schema: JsonSchema, path = ''): SchemaFault | null {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return faultOfBranches(value, branches, path);
  if ('const' in schema && value !== schema.const) return { path, expected: JSON.stringify(schema.const) };
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return { path, expected: `one of ${schema.enum.map(String).join(', ')}` };
  if (schema.type !== undefined && !IS_TYPE[schema.type]?.(value))
    return { path, expected: `${/^[aeio]/.test(schema.type) ? 'an' : 'a'} ${schema.type}` };
  if (typeof value === 'number') return faultOfNumber(value, schema, path);
  if (typeof value === 'string') return faultOfText(value, schema, path);
  if (Array.isArray(value)) return faultOfList(value, schema, path);
  return typeof value === 'object' && value !== null ? faultOfObject(value, schema, path) : null;
}

const IS_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
};

/** Of several ways to be right, the one that the value means is known by its constants, such as the kind of an operation. */
function faultOfBranches(value: unknown, branches: readonly JsonSchema[], path: string): SchemaFault | null {
  const faults = branches.map((branch) => schemaFault(value, branch, path));
  if (faults.includes(null)) return null;
  const meant = branches.findIndex((branch) => hasConstantsOf(value, branch));
  if (meant >= 0) return faults[meant]!; // One fault a branch.
  const kinds = branches.flatMap(({ properties }) =>
    properties?.kind ? [String(properties.kind.const)] : [],
  );
  if (kinds.length > 0) return { path, expected: `an operation, its kind one of ${kinds.join(', ')}` };
  const deeper = faults.find((fault) => fault !== null && fault.path !== path);
  return deeper ?? { path, expected: faults.map((fault) => fault?.expected).join(', or ') };
}

function hasConstantsOf(value: unknown, { properties }: JsonSchema): boolean {
  const constants = Object.entries(properties ?? {}).filter(([, schema]) => 'const' in schema);
  if (constants.length === 0 || typeof value !== 'object' || value === null) return false;
  return constants.every(([name, schema]) => (value as Record<string, unknown>)[name] === schema.const);
}

function faultOfNumber(value: number, { minimum, maximum }: JsonSchema, path: string): SchemaFault | null {
  const isIn = value >= (minimum ?? value) && value <= (maximum ?? value);
  return isIn ? null : { path, expected: `a number from ${minimum} to ${maximum}` };
}

function faultOfText(value: string, schema: JsonSchema, path: string): SchemaFault | null {
  const { pattern, minLength = 0, maxLength = value.length } = schema;
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    return { path, expected: `a text like ${pattern}` };
  if (value.length >= minLength && value.length <= maxLength) return null;
  return { path, expected: `a text of ${minLength} to ${maxLength} signs` };
}

function faultOfList(value: readonly unknown[], schema: JsonSchema, path: string): SchemaFault | null {
  const { prefixItems = [], items, minItems = 0, maxItems = value.length } = schema;
  if (value.length < Math.max(minItems, prefixItems.length) || value.length > maxItems)
    return { path, expected: `a list of another length than ${value.length}` };
  for (const [place, item] of value.entries()) {
    const each = prefixItems[place] ?? (typeof items === 'object' ? items : {});
    const fault = schemaFault(item, each, `${path}[${place}]`);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfObject(value: object, schema: JsonSchema, path: string): SchemaFault | null {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return { path, expected: `a field named ${missing}` };
  for (const [name, inner] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known === undefined && additionalProperties === false)
      return { path, expected: `no field named ${name}` };
    const fault = schemaFault(inner, known ?? {}, path === '' ? name : `${path}.${name}`);
    if (fault !== null) return fault;
  }
  return null;
}
