export { BootOracle, type BootRequest } from './boot/bootOracle.ts';
export * from './compile/index.ts';
export * from './machines/index.ts';
export * from './naive/index.ts';
export * from './oracle/index.ts';
