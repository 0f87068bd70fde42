// What the adversaries have in common: the naive allocator of the guide, with one method replaced.
// biome-ignore lint/style/noRestrictedImports: adversaries are foreign modules, such as a user writes after the guide
import { target as naive } from '../../../docs/examples/naive-allocator.mjs';

/** @param replace gets the sound allocator and returns the methods that take the place of its own */
export const sabotaged = (name, replace, more = {}) => ({
  ...naive,
  ...more,
  name,
  boot: (map, design, effects) => {
    const allocator = naive.boot(map, design, effects);
    const replaced = replace(allocator, map, effects);
    return new Proxy(allocator, {
      get: (sound, key) =>
        replaced[key] ?? (typeof sound[key] === 'function' ? sound[key].bind(sound) : sound[key]),
    });
  },
});
