/** What is asked of a place in the syntax tree of Babel. */
interface Place {
  readonly node: { readonly value?: unknown; readonly key?: { readonly name?: string } };
  isTemplateLiteral(): boolean;
  isStringLiteral(): boolean;
  isThrowStatement(): boolean;
  isObjectProperty(): boolean;
  findParent(wanted: (parent: Place) => boolean): Place | null;
}

/** Properties whose texts are for readers alone: of rules, requirements, states and presets. */
const TEXTS =
  /^(claim|why|source|meaning|description|mechanism|demand|linux|outOfScope|reason|title|example|sentence|expected|remedy)$/;

/**
 * What StrykerJS leaves alone: the words of errors and of explanations. A test that repeats a sentence finds no mistake. The number of a
 * rule in an objection is no word of it.
 */
export const MESSAGES = {
  shouldIgnore(place: Place): string | undefined {
    if (!place.isTemplateLiteral() && !place.isStringLiteral()) return undefined;
    if (/^INV-\d+$/.test(`${place.node.value}`)) return undefined;
    if (place.findParent((parent) => parent.isThrowStatement()) !== null) return 'words of an error';
    const isText = (parent: Place): boolean =>
      parent.isObjectProperty() && TEXTS.test(parent.node.key?.name ?? '');
    return place.findParent(isText) !== null ? 'words of an explanation' : undefined;
  },
};
