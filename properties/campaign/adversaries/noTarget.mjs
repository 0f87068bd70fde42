export const allocator = {};
