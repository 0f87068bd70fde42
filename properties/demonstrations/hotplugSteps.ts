import { machine } from '../../model/testing/machines.ts';
import { Scene } from '../../model/testing/scene.ts';
import { BUSY, DONE } from '../../spec/operations/outcome.ts';
import { type Demonstration, ofAnswer } from './demonstration.ts';

/** Memory block 4, 64..79, is offline; the others are online. */
const blocks = () => new Scene(machine('M0-32 U32-64 U64-80o'));

/** What happens between the beginning and the end of hotplug, and what can be taken back. */
export const hotplugStepDemonstrations: readonly Demonstration[] = [
  ofAnswer(
    'INV-191',
    'a block is pulled out while it is online',
    blocks,
    (scene) => scene.remove(3, DONE),
    (scene) => scene.remove(3, BUSY),
  ),
];
