/** Something that holds of sound sources, and perhaps not of mutants. */
export interface Witness {
  readonly name: string;
  /** The rule it is about, if it is about one. */
  readonly rule?: string;
  /** Whether it still holds. Throws, or never ends, where it does not. */
  readonly holds: () => boolean | Promise<boolean>;
}
