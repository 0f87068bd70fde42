import type { Candidate } from './candidates.ts';
import { type AcceptedTransition, type CompiledMachine, LEAF_SLOTS } from './compiledMachine.ts';

/**
 * Collects the arrows of a machine that some facts open. Several candidates may share an arrow, such as the reasons for
 * which a leaf stays; it is one transition, told by the first of them.
 */
export class TransitionList {
  readonly #transitions: AcceptedTransition[] = [];
  readonly #numbers: Int16Array;

  constructor(eventCount: number) {
    this.#numbers = new Int16Array(eventCount * LEAF_SLOTS * LEAF_SLOTS).fill(-1);
  }

  note(event: number, leaf: number, target: number, { description, source }: Candidate): void {
    const at = (event * LEAF_SLOTS + leaf) * LEAF_SLOTS + target;
    if (this.#numbers[at] !== -1) return;
    this.#numbers[at] = this.#transitions.length;
    this.#transitions.push({ leaf, event, target, description, source });
  }

  numbered(): Pick<CompiledMachine, 'transitions' | 'transitionNumber'> {
    return { transitions: this.#transitions, transitionNumber: this.#numbers };
  }
}
