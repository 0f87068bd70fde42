import { sabotaged } from './sabotage.mjs';

/** It answers what no allocator may answer. */
export const target = sabotaged('babbles', () => ({ allocate: () => 'hello' }));
