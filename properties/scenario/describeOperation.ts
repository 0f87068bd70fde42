import { ALL_CPUS, type Operation } from '../../spec/operations/operation.ts';
import { ZONE_NAMES } from '../../spec/zones/zone.ts';

/**
 * An operation as a call that a person could type: `allocate(order 0, kernel, node 0, cpu 1)`, `pin(#3, long)`.
 *
 * @param number its place in the scenario, put in front if given: `#4 free(#3)`
 */
export const describeOperation = (operation: Operation, number?: number): string =>
  `${number === undefined ? '' : `#${number} `}${operation.kind}(${describeArguments(operation)})`;

function describeArguments(operation: Operation): string {
  switch (operation.kind) {
    case 'allocate':
      return `order ${operation.order}, ${operation.class}, node ${operation.node}, cpu ${operation.cpu}`;
    case 'free':
      return operation.cpu === 0 ? `#${operation.of}` : `#${operation.of}, cpu ${operation.cpu}`;
    case 'pin':
    case 'unpin':
      return `#${operation.of}, ${operation.term}`;
    case 'reclaim':
      return `${describePages(operation.pages)}, node ${operation.node}, up to ${ZONE_NAMES[operation.zone]}`;
    case 'offline':
      return `block ${operation.block}`;
    case 'online':
      return operation.to === 'default'
        ? `block ${operation.block}`
        : `block ${operation.block}, ${operation.to}`;
    case 'poison':
      return `0x${operation.pfn.toString(16)}, ${operation.error}`;
    case 'poisonOf':
      return `#${operation.of}${operation.offset === 0 ? '' : ` + ${operation.offset}`}, ${operation.error}`;
    case 'drain':
      return operation.cpu === ALL_CPUS ? 'all' : `cpu ${operation.cpu}`;
  }
}

const describePages = (pages: number): string => (pages === 1 ? '1 page' : `${pages} pages`);
