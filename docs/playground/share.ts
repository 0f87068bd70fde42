import { scenarioText } from '../../properties/scenario/scenarioJson.ts';
import { tokenOf } from '../../properties/scenario/token.ts';
import { linkOf } from './link.ts';
import { type State, scenarioIn } from './state.ts';
import type { ShareFacts } from './view/shareView.ts';

/** What can be taken away from a state. @param page address of the page itself, without `#` */
export function shareOf(state: State, page: string): ShareFacts {
  const hash = linkOf(state);
  const scenario = scenarioIn(state);
  const fault = state.fault === null ? '' : ` --fault ${state.fault}`;
  const token = hash === null ? null : tokenOf(scenario);
  return {
    link: hash === null ? null : `${page}${hash}`,
    token,
    command: `zoneproof replay ${token ?? 'scenario.json'}${fault}`,
    json: scenarioText(scenario),
  };
}
