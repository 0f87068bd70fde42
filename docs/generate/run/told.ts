import {
  DESIGNS,
  describeOperation,
  memoryMapOf,
  openSession,
  type PageMap,
  PRESETS,
  scenarioOfToken,
  type Target,
  type Violation,
} from '../../../properties/index.ts';
import { code, text } from '../page/html.ts';

/** A run that was repeated while the book was made. */
export interface Told {
  readonly token: string;
  readonly layout: string;
  readonly design: string;
  readonly steps: readonly ToldStep[];
  readonly before: PageMap;
  readonly after: PageMap;
  readonly violation: Violation | null;
}

export interface ToldStep {
  readonly call: string;
  readonly modelSays: string;
  readonly targetSays: string;
  readonly agrees: boolean;
}

/** Runs the scenario of a token against a target, and tells what happens. */
export function tell(token: string, target: Target): Told {
  const { layout, design, operations } = scenarioOfToken(token, PRESETS);
  const session = openSession(memoryMapOf(layout, DESIGNS[design]), DESIGNS[design], target);
  const violation = session.run(operations);
  const { steps, before, after } = session.tell(operations);
  return {
    token,
    layout: layout.name,
    design,
    before,
    after,
    violation,
    steps: steps.map(({ number, operation, modelSays, targetSays, agrees }) => ({
      call: describeOperation(operation, number),
      modelSays,
      targetSays,
      agrees,
    })),
  };
}

/** The operations of a run, and what came of each. */
export const operationList = ({ steps }: Pick<Told, 'steps'>): string =>
  `<ol class="steps">${steps.map(({ call, targetSays }) => `<li>${code(call)} <span class="says">${text(targetSays)}</span></li>`).join('')}</ol>`;
