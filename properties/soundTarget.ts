/** The sound allocator by itself: the entry of the package knows of Node, and a page in a browser does not. */
export { soundTarget } from '../impl/target.ts';
