import {
  expectAdd,
  expectAllocate,
  expectIsolate,
  expectOffline,
  expectOnline,
  expectPin,
  expectPoison,
  expectPoolGet,
  expectRemove,
  expectUnisolate,
} from '../../model/oracle/index.ts';
import { OPERATION } from '../../spec/operations/operation.ts';
import { OPERATION_WORDS, type OperationWords } from '../scenario/words.ts';
import type { Booted } from './booted.ts';
import { EXPECTATIONS } from './expectations.ts';

/** What the model would accept as the answer to an operation that has not been asked yet, in words. */
export function expectationOf(run: Booted, words: OperationWords, number: number): string {
  const at = number * OPERATION_WORDS;
  const [kind, one, two, three] = [words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!]; // Four words each.
  const { state, book } = run.oracle;
  const alive = run.oracle.where(one) >= 0;
  switch (kind) {
    case OPERATION.allocate:
      return expectAllocate(state, run.oracle.termsFor((one >> 8) & 255, one >> 16), one & 255, two);
    case OPERATION.free:
      return alive ? 'DONE' : 'nothing to free';
    case OPERATION.pin:
      return alive ? expectPin(state, book, one, two) : 'nothing to pin';
    case OPERATION.unpin:
      return alive ? 'DONE' : 'nothing to unpin';
    case OPERATION.reclaim:
      return `${one} pages or all there are, unpinned user memory only`;
    case OPERATION.offline:
      return expectOffline(state, one);
    case OPERATION.online:
      return expectOnline(state, one, two);
    case OPERATION.poison:
      return expectPoison(state, one, two);
    case OPERATION.poisonOf:
      return alive ? expectPoison(state, run.oracle.where(one) + two, three) : 'nothing to poison';
    case OPERATION.add:
      return expectAdd(state, one);
    case OPERATION.inject:
      return 'DONE; it strikes later';
    case OPERATION.remove:
      return expectRemove(state, one);
    case OPERATION.isolate:
      return expectIsolate(state, one);
    case OPERATION.unisolate:
      return expectUnisolate(state, one);
    case OPERATION.drain:
      return 'DONE, nothing left on private lists';
    case OPERATION.poolGet:
      return expectPoolGet(state, book);
    case OPERATION.poolPut:
      return alive ? 'DONE' : 'nothing to give back';
    case OPERATION.poolEmpty:
      return `${state.pool[0]} elements`;
    case OPERATION.setRetries:
      return 'DONE';
    default:
      return EXPECTATIONS[kind]?.(run, one, two, three) ?? 'skipped';
  }
}
