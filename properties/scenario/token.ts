import { DESIGN_NAMES } from '../../spec/designs/index.ts';
import type { Layout } from '../../spec/layout/layout.ts';
import { InputError, showValue } from '../input/inputError.ts';
import { base64url, bytesOfBase64url } from './base64url.ts';
import { checkOperations } from './checkOperations.ts';
import { operationAt } from './operationAt.ts';
import { packOperations, unpackOperations } from './packedOperations.ts';
import type { Scenario } from './scenario.ts';
import { type OperationWords, operationCount } from './words.ts';

const VERSION = 'zp1';

/**
 * A scenario as one word, to be pasted into a command line: `zp1.<design>.<layout name>.<operations>`. The layout travels by
 * name only. The same scenario has the same token for ever: it does not depend on how scenarios are generated.
 *
 * @throws RangeError if the operations are not well formed: a subject that is not earlier, a negative number
 */
export function tokenOf({ layout, design, operations }: Scenario): string {
  const head = `${VERSION}.${design}.${layout.name}`;
  const bytes = packOperations(operations);
  const sum = checksum(head, operations);
  return `${head}.${base64url([...bytes, sum & 255, sum >> 8])}`;
}

/**
 * The scenario a token stands for.
 *
 * @param layouts where its layout is looked up by name: the presets, and those the user gave
 * @throws InputError in one sentence, if the token is damaged, or its layout is unknown or too small
 */
export function scenarioOfToken(token: string, layouts: Readonly<Record<string, Layout>>): Scenario {
  const parts = /^(zp\d+)\.([a-z]+)\.([a-z0-9.-]+)\.([\w-]+)$/.exec(token.trim());
  if (!parts) throw tokenFault('zp1.<design>.<layout>.<operations>', token);
  const [, version, designName, layoutName, packed] = parts as unknown as string[]; // Four groups, all of them matched.
  if (version !== VERSION)
    throw tokenFault('a token of version zp1', token, 'use the zoneproof that wrote it');
  const operations = operationsIn(packed!, `${version}.${designName}.${layoutName}`);
  if (operations === null) throw tokenFault('a token as zoneproof printed it', token);
  return scenarioFrom(operations, designName!, layoutName!, layouts);
}

/** Null unless these are the letters that stand for them. */
function operationsIn(packed: string, head: string): OperationWords | null {
  const bytes = bytesOfBase64url(packed);
  if (bytes === null || bytes.length < 2 || base64url(bytes) !== packed) return null;
  const operations = unpackOperations(bytes.subarray(0, -2));
  const [low = 0, high = 0] = bytes.subarray(-2);
  return operations !== null && low + high * 256 === checksum(head, operations) ? operations : null;
}

function scenarioFrom(
  operations: OperationWords,
  designName: string,
  layoutName: string,
  layouts: Readonly<Record<string, Layout>>,
): Scenario {
  const design = DESIGN_NAMES.find((name) => name === designName);
  if (!design) throw tokenFault(`one of the designs ${DESIGN_NAMES.join(', ')}`, designName);
  const layout = Object.hasOwn(layouts, layoutName) ? layouts[layoutName] : undefined;
  if (!layout)
    throw tokenFault(
      `a layout that is known by name, such as ${Object.keys(layouts).join(', ')}`,
      layoutName,
      `add --layout FILE with the layout named ${layoutName}`,
    );
  checkOperations(readable(operations), layout, 'token: operations');
  return { layout, design, operations };
}

function readable(operations: OperationWords) {
  try {
    return Array.from({ length: operationCount(operations) }, (_, index) => operationAt(operations, index));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw tokenFault('operations that this version knows', cause.message, 'use the zoneproof that wrote it');
  }
}

const tokenFault = (expected: string, found: string, remedy = 'copy the whole token again'): InputError =>
  new InputError({ place: 'token', expected, found: showValue(found), remedy });

/** Sixteen bits over what a token says (FNV-1a, folded): a mistyped one is noticed, not run. */
function checksum(head: string, operations: OperationWords): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(head)) hash = Math.imul(hash ^ byte, 0x01000193);
  for (const word of operations) hash = Math.imul(hash ^ word, 0x01000193);
  return (hash ^ (hash >>> 16)) & 0xffff;
}
