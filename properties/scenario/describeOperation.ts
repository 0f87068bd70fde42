import { ALL_CPUS } from '../../spec/operations/arguments.ts';
import { OPERATION, type Operation } from '../../spec/operations/operation.ts';
import { ZONE_NAMES } from '../../spec/zones/zone.ts';
import { FIELDS, type Field } from './fields.ts';

/**
 * An operation as a call that a person could type: `allocate(order 0, kernel, node 0, cpu 1)`, `pin(#3, long)`.
 *
 * @param number its place in the scenario, put in front if given: `#4 free(#3)`
 */
export const describeOperation = (operation: Operation, number?: number): string =>
  `${number === undefined ? '' : `#${number} `}${operation.kind}(${describeArguments(operation)})`;

const describeArguments = (operation: Operation): string =>
  describedArguments(operation)
    .map(({ before, text }) => before + text)
    .join('');

/** An argument of an operation as a person reads it. */
export interface DescribedArgument {
  /** Its name in readable form. */
  readonly name: string;
  /** What stands between it and the one before. */
  readonly before: string;
  readonly text: string;
}

/** The arguments of an operation, but for those that go without saying. */
export function describedArguments(operation: Operation): DescribedArgument[] {
  const values = operation as Readonly<Record<string, string | number | undefined>>;
  const described: DescribedArgument[] = [];
  for (const field of FIELDS[OPERATION[operation.kind]]!) {
    const { name } = field;
    const value = values[name] ?? 0;
    if (isPlain(operation, field, value)) continue;
    const text = typeof value === 'string' ? value : describeNumber(operation, field, value);
    described.push({ name, before: described.length === 0 || name === 'offset' ? '' : ', ', text });
  }
  return described;
}

/** What goes without saying. */
function isPlain({ kind }: Operation, { name, kind: argument }: Field, value: string | number): boolean {
  if (argument.optional || name === 'offset') return value === 0;
  return (kind === 'free' && name === 'cpu' && value === 0) || (name === 'to' && value === 'default');
}

function describeNumber({ kind }: Operation, { name, argument }: Field, value: number): string {
  switch (argument) {
    case 'of':
    case 'with':
      return `#${value}`;
    case 'pages':
      return value === 1 ? '1 page' : `${value} pages`;
    case 'zone':
      return `${kind === 'reclaim' ? 'up to ' : ''}${ZONE_NAMES[value]}`;
    case 'pfn':
      return `0x${value.toString(16)}`;
    case 'offset':
      return ` + ${value}`;
    case 'cpus':
      return value === ALL_CPUS ? 'all' : `cpu ${value}`;
    default:
      return `${name} ${value}`;
  }
}
