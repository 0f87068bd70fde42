import ts from 'typescript';
import { SWITCH } from './switch.ts';

/** A place where the oracle can be made weaker. */
export interface Site {
  /** Where it stands and what it says: stays the same when lines move. */
  readonly name: string;
  /** `throw`: the objection is not raised. `clause`: one of several conditions never holds. `call`: a check is not made. */
  readonly kind: 'throw' | 'clause' | 'call';
  /** The rule that is raised there, where it is written down. */
  readonly rule: string | null;
  /** Line in the source. */
  readonly line: number;
}

/** A file in which each site can be weakened by itself, at run time. */
export interface Weakened {
  readonly text: string;
  readonly sites: readonly Site[];
}

/**
 * Writes a switch around each site of a file: each `throw new Objection(...)`, each alternative of the condition that leads to one, and
 * each call of a check that is a statement of its own.
 *
 * @param first number of the first site
 */
export function weaken(file: string, text: string, first: number): Weakened {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const sites: Site[] = [];
  const inserted: { readonly at: number; readonly text: string }[] = [];
  const names = new Map<string, number>();
  const note = (kind: Site['kind'], node: ts.Node, rule: string | null): string => {
    const said = `${file} ${functionAround(node)}: ${kind === 'throw' ? '' : `${kind} `}${shortText(node, source)}`;
    const before = names.get(said) ?? 0;
    names.set(said, before + 1);
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    sites.push({ name: before === 0 ? said : `${said} (${before + 1})`, kind, rule, line: line + 1 });
    return `globalThis.${SWITCH} === ${first + sites.length - 1}`;
  };
  const wrap = (node: ts.Node, open: string, close: string): void => {
    inserted.push({ at: node.getStart(source), text: open }, { at: node.getEnd(), text: close });
  };
  const visit = (node: ts.Node): void => {
    const objection = objectionOf(node);
    if (objection) {
      const rule = ruleOf(objection);
      wrap(node, `{ if (!(${note('throw', node, rule)})) `, ' }');
      for (const clause of clausesBefore(node))
        wrap(clause, `(!(${note('clause', clause, rule)}) && (`, '))');
    } else if (isCheck(node, source)) {
      const off = note('call', node, null);
      if (ts.isReturnStatement(node)) wrap(node, `{ if (${off}) return; `, ' }');
      else wrap(node, `{ if (!(${off})) `, ' }');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { text: spliced(text, inserted), sites };
}

/** Those at the same place: what opens goes from outside in, as it was met; what closes, from inside out. */
function spliced(text: string, inserted: readonly { readonly at: number; readonly text: string }[]): string {
  let out = '';
  let end = 0;
  for (const { at, text: more } of inserted.toSorted((one, other) => one.at - other.at)) {
    out += text.slice(end, at) + more;
    end = at;
  }
  return out + text.slice(end);
}

function objectionOf(node: ts.Node): ts.NewExpression | null {
  if (!ts.isThrowStatement(node) || !ts.isNewExpression(node.expression)) return null;
  const { expression } = node.expression;
  return ts.isIdentifier(expression) && expression.text === 'Objection' ? node.expression : null;
}

function ruleOf({ arguments: given }: ts.NewExpression): string | null {
  const [rule] = given ?? [];
  return rule && ts.isStringLiteralLike(rule) ? rule.text : null;
}

/** The alternatives of the condition under which this is thrown, if there are several. */
function clausesBefore(thrown: ts.Node): ts.Expression[] {
  const block = ts.isBlock(thrown.parent) ? thrown.parent : thrown;
  const { parent } = block;
  if (!ts.isIfStatement(parent) || parent.thenStatement !== block) return [];
  const clauses = alternatives(parent.expression);
  return clauses.length > 1 ? clauses : [];
}

function alternatives(condition: ts.Expression): ts.Expression[] {
  if (ts.isBinaryExpression(condition) && condition.operatorToken.kind === ts.SyntaxKind.BarBarToken)
    return [...alternatives(condition.left), ...alternatives(condition.right)];
  return [condition];
}

const CHECKS = /^#?(must|judge|object)[A-Z]/;

/** A call of a check whose answer nobody wants. */
function isCheck(node: ts.Node, source: ts.SourceFile): boolean {
  if (!ts.isExpressionStatement(node) && !ts.isReturnStatement(node)) return false;
  const call = node.expression;
  if (call === undefined || !ts.isCallExpression(call) || !CHECKS.test(calleeName(call, source)))
    return false;
  return ts.isExpressionStatement(node) || returnsNothing(node);
}

function calleeName({ expression }: ts.CallExpression, source: ts.SourceFile): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText(source);
}

/** The function around it says that it returns nothing. */
function returnsNothing(node: ts.Node): boolean {
  const around = ts.findAncestor(node, ts.isFunctionLike);
  return around?.type?.kind === ts.SyntaxKind.VoidKeyword;
}

function functionAround(node: ts.Node): string {
  const around = ts.findAncestor(node, (each) => ts.isFunctionLike(each) && nameOf(each) !== '');
  return around === undefined ? 'module' : nameOf(around);
}

function nameOf(node: ts.Node): string {
  if ('name' in node && node.name && ts.isMemberName(node.name as ts.Node))
    return (node.name as ts.Identifier).text;
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  return ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name)
    ? node.parent.name.text
    : '';
}

const LONGEST = 120;

function shortText(node: ts.Node, source: ts.SourceFile): string {
  const text = node.getText(source).replace(/\s+/g, ' ').replaceAll('${', '{'); // Not to be taken for a template.
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
