export * from './compile/index.ts';
export * from './machines/index.ts';
export * from './oracle/index.ts';
