/** A node in the syntax tree of Babel, as far as it is asked. */
interface Node {
  readonly value?: unknown;
  readonly name?: string;
  readonly key?: Node;
  readonly id?: Node;
  readonly callee?: Node;
  readonly property?: Node;
  readonly arguments?: readonly Node[];
}

/** What is asked of a place in the syntax tree of Babel. */
interface Place {
  readonly node: Node;
  readonly parent: Node;
  isTemplateLiteral(): boolean;
  isStringLiteral(): boolean;
  isThrowStatement(): boolean;
  isObjectProperty(): boolean;
  isVariableDeclarator(): boolean;
  findParent(wanted: (parent: Place) => boolean): Place | null;
}

/** Properties whose texts are for readers alone: of rules, requirements, states and presets. */
const TEXTS =
  /^(claim|why|source|meaning|description|mechanism|demand|linux|outOfScope|reason|title|example|sentence|expected|remedy)$/;

/** Tables of words that objections are put together of. */
const TABLES = /^EVENT_PHRASES$/;

/** Functions whose last argument says in an objection what was going on, and nothing else. */
const SAYING = /^(mustEnd|holderOfBlock|culpritOf|holderAt)$/;

/**
 * What StrykerJS leaves alone: the words of errors and of explanations. A test that repeats a sentence finds no mistake. The number of a
 * rule in an objection is no word of it.
 */
export const MESSAGES = {
  shouldIgnore(place: Place): string | undefined {
    if (!place.isTemplateLiteral() && !place.isStringLiteral()) return undefined;
    if (/^INV-\d+$/.test(`${place.node.value}`)) return undefined;
    if (place.findParent((parent) => parent.isThrowStatement()) !== null || isSaid(place))
      return 'words of an error';
    const isText = (parent: Place): boolean =>
      parent.isObjectProperty() && TEXTS.test(parent.node.key?.name ?? '');
    const isTable = (parent: Place): boolean =>
      parent.isVariableDeclarator() && TABLES.test(parent.node.id?.name ?? '');
    return place.findParent((parent) => isText(parent) || isTable(parent)) !== null
      ? 'words of an explanation'
      : undefined;
  },
};

/** The last argument of a function that only says it. */
function isSaid({ node, parent }: Place): boolean {
  const { callee, arguments: given } = parent;
  const name = callee?.name ?? callee?.property?.name ?? callee?.property?.id?.name ?? ''; // That of a method, or of a private one.
  return given !== undefined && given.length > 1 && given.at(-1) === node && SAYING.test(name);
}

/** Where objections and expectations are put together of sentences; what begins with the number of a rule is none. */
export const isSentence = (file: string, from: string): boolean =>
  /^(model\/(oracle|naive)|spec\/layout)\//.test(file) && /^['"`](?!INV-\d).*\s/.test(from);
