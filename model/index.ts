/**
 * The reference: five XState machines, the tables they are compiled to, and the oracle that judges a whole world with them. Beside it
 * a second, naive reference that checks the first.
 *
 * @packageDocumentation
 */
export { BootOracle, type BootRequest } from './boot/bootOracle.ts';
export * from './compile/index.ts';
export * from './machines/index.ts';
export * from './naive/index.ts';
export * from './oracle/index.ts';
