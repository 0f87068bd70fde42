import type { FoundViolation } from '../../properties/campaign/result.ts';
import type { ArgumentRole, Explanation, OperationRole, Said } from '../../properties/explain/explanation.ts';
import { isOfTheEnd } from '../../properties/run/session.ts';
import type { Violation } from '../../properties/run/violation.ts';
import { operationAt } from '../../properties/scenario/operationAt.ts';
import { apart } from './apart.ts';
import { argumentText, freedom, matters } from './argumentText.ts';
import { neighbourSentences } from './neighbourText.ts';
import { count } from './numbers.ts';

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
  const { operations, neighbour } = explanation;
  return {
    needed: [
      ...operations.filter(({ without }) => without !== null).map((role) => neededSentence(role, found)),
      ...(explanation.complete
        ? []
        : [`not everything was tried, only ${count(explanation.executions)} runs`]),
    ],
    matters: eachArgument(explanation)
      .filter(([, role]) => matters(role))
      .map(([number, role]) => `#${number} ${argumentText(role)}`),
    doesNotMatter: doesNotMatterSentences(explanation),
    passes:
      neighbour === null
        ? []
        : neighbourSentences(neighbour, (number) => operationAt(scenario.operations, number)),
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
