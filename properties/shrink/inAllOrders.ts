import { OPERATION } from '../../spec/operations/operation.ts';

/** An operation by itself; a request once for each order. */
export const inAllOrders = (operation: Int32Array, maxOrder: number): Int32Array[] =>
  operation[0] !== OPERATION.allocate
    ? [operation]
    : Array.from({ length: maxOrder + 1 }, (_, order) => {
        const request = operation.slice();
        request[1] = (request[1]! & ~255) | order; // The order is the lowest byte.
        return request;
      });
