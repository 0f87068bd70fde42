import * as fc from 'fast-check';
import type { Target } from '../../spec/allocator.ts';
import type { Design } from '../../spec/designs/design.ts';
import type { MemoryMap } from '../../spec/layout/memoryMap.ts';
import type { OperationKind } from '../../spec/operations/operation.ts';
import { operationsOf } from '../run/operationsOf.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { tokenOf } from '../scenario/token.ts';
import type { OperationWords } from '../scenario/words.ts';
import type { Drawing } from './drawing.ts';
import { createScenarioWriter } from './drawScenario.ts';
import { type Position, smallerScenarios } from './smallerScenarios.ts';

/** What scenarios are drawn for. */
export interface ScenarioConstraints {
  /** The machine: `memoryMapOf(layout, design)`. */
  readonly map: MemoryMap;
  /** The mirroring policy: it says which requests exist. */
  readonly design: Design;
  /** Only what it can do is drawn; `allocate` it must. */
  readonly target: Target;
  /** What is drawn; default: what the target can be asked. */
  readonly kinds?: readonly OperationKind[];
  /** Operations of every scenario. */
  readonly operations: number;
  /** How they are drawn. Default: `targeted`. */
  readonly drawing?: Drawing;
  /** Makes a failing scenario minimal in one step, in place of the small steps of fast-check. Must be deterministic. */
  readonly shrinkWith?: (scenario: Scenario) => Scenario;
}

/**
 * Scenarios for one machine, design and target, as a fast-check arbitrary: seeds, paths and examples work as everywhere.
 * The same seed gives the same scenario on every machine, and a scenario prints as its token.
 *
 * @throws RangeError if the target cannot allocate, or the number of operations is not a whole number from 0
 */
export const scenarioArbitrary = (constraints: ScenarioConstraints): fc.Arbitrary<Scenario> =>
  new ScenarioArbitrary(constraints);

/** What `shrink` knows of a scenario that it made itself. */
const MINIMAL = 'minimal';

class ScenarioArbitrary extends fc.Arbitrary<Scenario> {
  readonly #constraints: ScenarioConstraints;
  readonly #write: (seed: number, operations: number) => OperationWords;

  constructor(constraints: ScenarioConstraints) {
    super();
    const { map, design, target, operations } = constraints;
    const kinds = constraints.kinds ?? operationsOf(target, map, design);
    if (!kinds.includes('allocate')) throw new RangeError('a target that cannot allocate cannot be checked');
    if (!Number.isInteger(operations) || operations < 0)
      throw new RangeError(`a scenario has a whole number of operations, not ${operations}`);
    this.#constraints = constraints;
    this.#write = createScenarioWriter(
      map,
      design,
      kinds,
      target.reportsClearing ?? false,
      constraints.drawing,
    );
  }

  override generate(mrng: fc.Random): fc.Value<Scenario> {
    return new fc.Value(this.#scenario(this.#write(mrng.nextInt(), this.#constraints.operations)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Scenario {
    return typeof value === 'object' && value !== null && 'layout' in value && 'operations' in value;
  }

  override shrink(scenario: Scenario, context: unknown): fc.Stream<fc.Value<Scenario>> {
    if (context === MINIMAL) return fc.Stream.nil();
    const { shrinkWith } = this.#constraints;
    if (shrinkWith) return fc.stream(minimalOnly(this.#scenario(shrinkWith(scenario).operations), scenario));
    const position = (context as Position | undefined) ?? null; // Our own contexts come back, or none.
    return fc
      .stream(smallerScenarios(scenario, position))
      .map(({ words, next }) => new fc.Value(this.#scenario(words), next));
  }

  #scenario(operations: OperationWords): Scenario {
    const { map, design } = this.#constraints;
    const scenario: Scenario = { layout: map.layout, design: design.name, operations };
    Object.defineProperty(scenario, fc.toStringMethod, { value: () => tokenOf(scenario) });
    return scenario;
  }
}

function* minimalOnly(minimal: Scenario, scenario: Scenario): IterableIterator<fc.Value<Scenario>> {
  if (minimal.operations.length < scenario.operations.length) yield new fc.Value(minimal, MINIMAL);
}
