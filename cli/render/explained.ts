import type { FoundViolation } from '../../properties/campaign/result.ts';
import type {
  ArgumentRole,
  Change,
  Difference,
  Explanation,
  OperationRole,
  Said,
} from '../../properties/explain/explanation.ts';
import { isOfTheEnd } from '../../properties/run/session.ts';
import type { Violation } from '../../properties/run/violation.ts';
import { describeOperation } from '../../properties/scenario/describeOperation.ts';
import { operationAt } from '../../properties/scenario/operationAt.ts';
import type { Operation } from '../../spec/operations/operation.ts';
import { valuesText, valueText } from './values.ts';

/** What the parts of a failing scenario are needed for, as sentences. */
export interface Explained {
  /** What happens without each operation. */
  readonly needed: readonly string[];
  /** Arguments that cannot have any other value. */
  readonly matters: readonly string[];
  /** Those that can. */
  readonly doesNotMatter: readonly string[];
  /** The nearest scenario that passes, and then where it differs. */
  readonly passes: readonly string[];
}

/** An explanation in words; no sentences where there is none. */
export function explained(found: FoundViolation): Explained {
  const { explanation, scenario } = found;
  if (explanation === undefined) return { needed: [], matters: [], doesNotMatter: [], passes: [] };
  const { operations } = explanation;
  return {
    needed: operations.filter(({ without }) => without !== null).map((role) => neededSentence(role, found)),
    matters: eachArgument(explanation)
      .filter(([, role]) => matters(role))
      .map(([number, role]) => `#${number} ${argumentText(role)}`),
    doesNotMatter: doesNotMatterSentences(explanation),
    passes: passesSentences(explanation, (number) => operationAt(scenario.operations, number)),
  };
}

function neededSentence(role: OperationRole, found: FoundViolation): string {
  const gone = [role.number, ...role.dependents].map((place) => `#${place}`).join(' and ');
  return `without ${gone} ${withoutIt(role, found)}`;
}

/** What comes of the run without an operation: `no rule is broken; #3 then: NO_MEMORY`. */
export function withoutIt(role: OperationRole, { story, violation }: FoundViolation): string {
  const failing = story.steps.find(({ number }) => number === violation.operation);
  const said = failing && { model: failing.modelSays, target: failing.targetSays };
  return `${endingText(role, violation)}${thenText(role, violation.operation, said)}`;
}

function endingText({ without }: OperationRole, violation: Violation): string {
  switch (without) {
    case null:
      return 'not tried';
    case 'passes':
      return 'no rule is broken';
    case 'same':
      return 'the same is broken, so it is not needed';
    case 'same elsewhere':
      return isOfTheEnd(violation)
        ? 'the same rule is broken before the end'
        : 'the same rule shows only in the questions of the end';
    default:
      return `${without} is broken instead`;
  }
}

/** What an operation is needed for: what becomes of the one that shows the violation when it is gone. */
function thenText({ saidThen }: OperationRole, last: number, said: Said | undefined): string {
  if (saidThen === null || said === undefined) return '';
  if (saidThen.target !== said.target) return `; #${last} then: ${apart(saidThen.target, said.target)[0]}`;
  return saidThen.model === said.model ? '' : `; of #${last} the model then says: ${saidThen.model}`;
}

const eachArgument = ({ operations }: Explanation): (readonly [number, ArgumentRole])[] =>
  operations.flatMap(({ number, arguments: roles }) => roles.map((role) => [number, role] as const));

const matters = ({ passes, breaksOther }: ArgumentRole): boolean => passes.length + breaksOther.length > 0;

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

const freedom = ({ isAll }: Pick<ArgumentRole, 'isAll'>): string =>
  isAll ? 'any other value shows the same' : 'each value that was tried shows the same';

/** Arguments that do not matter, those together of which as much is known. */
function doesNotMatterSentences(explanation: Explanation): string[] {
  const idle = eachArgument(explanation).filter(([, role]) => role.same.length > 0 && !matters(role));
  return [true, false].flatMap((isAll) => {
    const names = explanation.operations.flatMap(({ number }) => {
      const own = idle.filter(([place, role]) => place === number && role.isAll === isAll);
      return own.length === 0 ? [] : [`#${number} ${own.map(([, { name }]) => name).join(', ')}`];
    });
    return names.length === 0 ? [] : [`${names.join('; ')}: ${freedom({ isAll })}`];
  });
}

function passesSentences({ neighbour }: Explanation, operation: (number: number) => Operation): string[] {
  if (neighbour === null) return [];
  const { change, differences } = neighbour;
  const only = differences.length === 0 ? '; every answer is the same' : '; only this differs:';
  return [
    `${changeText(change, operation)}: no rule is broken${only}`,
    ...differences.map((difference) => differenceText(difference)),
  ];
}

/** The other operation, or what is left out. */
export function changeText(change: Change, operation: (number: number) => Operation): string {
  if (change.kind === 'left out')
    return `without ${change.operations.map((each) => `#${each}`).join(' and ')}`;
  const changed = { ...operation(change.operation), [change.name]: change.to } as Operation; // A value of the same argument.
  return describeOperation(changed, change.operation);
}

function differenceText({ number, failing, passing }: Difference): string {
  if (passing === null) return `#${number}, a question of the end, finds nothing wrong`;
  const sides = (['model', 'target'] as const).map((side) => {
    if (failing[side] === passing[side]) return `the ${side} says ${passing[side]}`;
    const [passed, failed] = apart(passing[side], failing[side]);
    return `the ${side} says ${passed}, in place of ${failed}`;
  });
  return `#${number}: ${sides.join('; ')}`;
}

/** Two answers without the parts that both have, if something is left of each. */
function apart(one: string, other: string): readonly [string, string] {
  const [ones, others] = [one.split('; '), other.split('; ')];
  const only = ones.filter((part) => !others.includes(part));
  const otherOnly = others.filter((part) => !ones.includes(part));
  const said = (parts: readonly string[]): string => parts.join('; ').replace(/^then /, '');
  return only.length === 0 || otherOnly.length === 0 ? [one, other] : [said(only), said(otherOnly)];
}
