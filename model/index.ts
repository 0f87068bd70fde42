export * from './compile/index.ts';
export * from './machines/index.ts';
