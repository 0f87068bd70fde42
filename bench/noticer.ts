/** Something that a sound suite says of sound sources, and perhaps not of sources that were changed. */
export interface Noticer {
  readonly name: string;
  /** The rule it is about, if it is about one. */
  readonly rule?: string;
  /** About what is worked out while modules are loaded. */
  readonly isAboutLoading?: true;
  /** Works out what it holds things against, once and on sound sources. */
  readonly prepare?: () => unknown;
  /** Whether it is still said. Throws, or never ends, where the change keeps it from being said. */
  readonly holds: () => boolean | Promise<boolean>;
}
