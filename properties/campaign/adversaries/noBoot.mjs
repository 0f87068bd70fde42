export const target = { name: 'no boot' };
