import { argumentEnds } from '../../properties/scenario/argumentEnds.ts';
import { FIELDS, type Field } from '../../properties/scenario/fields.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { OPERATION, type Operation, type OperationKind } from '../../spec/operations/operation.ts';
import { REQUEST_CLASSES } from '../../spec/requests/requestClass.ts';
import { ZONE_NAMES } from '../../spec/zones/zone.ts';
import type { Subject } from './subjects.ts';

/** An argument of an operation as a person fills it in: one of some choices, or a number. */
export type FormField = { readonly name: string; readonly what: string; readonly value: string } & (
  | { readonly choices: readonly (readonly [value: string, says: string])[] }
  | { readonly least: number; readonly most: number }
);

/** What the form knows of the moment. */
export interface FormFacts {
  readonly layout: Layout;
  readonly subjects: readonly Subject[];
  /** The page that is looked at: its frame, blocks and holder are what one means first. */
  readonly pfn: number;
  /** The operation that made the allocation on it, or -1. */
  readonly holder: number;
}

/**
 * The fields for the arguments of a kind, out of the table of operations.
 *
 * @param typed what was filled in before, by name of the argument; it stays as long as it means something
 */
export const fieldsFor = (
  kind: OperationKind,
  facts: FormFacts,
  typed: Readonly<Record<string, string>>,
): FormField[] => FIELDS[OPERATION[kind]]!.map((field) => fieldFor(field, facts, typed[field.name])); // A list a kind.

function fieldFor(field: Field, facts: FormFacts, typed: string | undefined): FormField {
  const { name, kind } = field;
  const head = { name, what: kind.what };
  const choices = choicesOf(field, facts);
  if (choices !== null) {
    const isThere = (value: string) => choices.some(([each]) => each === value);
    const first = [typed ?? '', firstOf(field, facts)].find(isThere) ?? choices[0]?.[0] ?? '';
    return { ...head, value: first, choices };
  }
  const { least } = kind;
  const most = kind.below ? argumentEnds(facts.layout)[kind.below] - 1 : kind.most;
  const number = Number(typed === undefined || typed === '' ? firstOf(field, facts) : typed);
  return { ...head, value: String(Math.min(Math.max(number, least), most)), least, most };
}

/** Few enough numbers are a list as well: it says what there is. */
const MOST_CHOICES = 16;

function choicesOf({ argument, kind }: Field, { layout, subjects }: FormFacts): FormChoices | null {
  if (kind.subject) return subjects.map(({ number, says }) => [String(number), says] as const);
  if (argument === 'class')
    return REQUEST_CLASSES.map(({ name, example }) => [name, `${name}: ${example}`] as const);
  if (kind.names) return kind.names.map((name) => [name, name] as const);
  if (argument === 'zone') return ZONE_NAMES.map((name, number) => [String(number), name] as const);
  const end = kind.below ? argumentEnds(layout)[kind.below] : kind.most + 1;
  if (end - kind.least > MOST_CHOICES) return null;
  return Array.from({ length: end - kind.least }, (_, place) => {
    const value = String(place + kind.least);
    return [value, argument === 'cpus' && value === '-1' ? 'all' : value] as const;
  });
}

type FormChoices = readonly (readonly [value: string, says: string])[];

/** What one means most likely: the page that is looked at, a page of user memory, the first of everything else. */
function firstOf({ argument, kind }: Field, { layout, subjects, pfn, holder }: FormFacts): string {
  switch (argument) {
    case 'of':
      return String(
        subjects.some(({ number }) => number === holder) ? holder : (subjects.at(-1)?.number ?? ''),
      );
    case 'with':
      return String(subjects.find(({ number }) => number !== holder)?.number ?? '');
    case 'pfn':
      return String(pfn);
    case 'block':
      return String(Math.trunc(pfn / layout.geometry.memoryBlockPages));
    case 'pageblock':
      return String(pfn >> layout.geometry.pageblockOrder);
    case 'class':
      return 'user';
    case 'zone':
      return String(ZONE_NAMES.length - 1);
    case 'pages':
      return '1';
    case 'scale':
      return '10';
    default:
      return String(kind.names?.[0] ?? Math.max(0, kind.least));
  }
}

/** The operation that a filled form asks for; null while a subject is missing. */
export function operationOf(kind: OperationKind, values: Readonly<Record<string, string>>): Operation | null {
  const operation: Record<string, string | number> = { kind };
  for (const { name, kind: argument } of FIELDS[OPERATION[kind]]!) {
    const value = values[name] ?? '';
    if (value === '') return null;
    if (argument.optional && value === '0') continue;
    operation[name] = argument.names ? value : Number(value);
  }
  return operation as Operation; // Its fields are those that the table of operations names.
}
