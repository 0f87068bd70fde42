import type { Survivors } from './survivor.ts';

const WORDS = 'only the words of an objection differ, or the frame that is shown with it';
const BEYOND = 'one step more reads behind the end, where nothing is that the body asks for';
const REFUSED = 'the machine of memory blocks refuses it next, under the same number';
const LEFT = 'whatever is passed over or read behind the end, somebody objects to what is left in the log';

/** What is followed of operations, in `model/oracle/f*.ts`. */
export const oracleFollow: Survivors = {
  'model/oracle/followAllocate.ts': [
    {
      line: 'if (effects.count > 0) {',
      from: 'effects.count > 0',
      to: ['true', 'effects.count >= 0'],
      why: 'spares calls that find nothing to follow in a log without records',
    },
    {
      line: 'if (!isReserveAt(effects, reserve, answer)) {',
      from: '!isReserveAt(effects, reserve, answer)',
      to: ['true'],
      why: 'rounds begin with a stage, which a reservation is not, so that following them changes nothing',
    },
    {
      line: `const said = answer < 0 ? \`answered \${answerName(answer)}\` : 'served';`,
      from: 'answer < 0',
      to: ['true', 'false', 'answer <= 0', 'answer >= 0'],
      why: WORDS,
    },
    {
      line: `const said = answer < 0 ? \`answered \${answerName(answer)}\` : 'served';`,
      from: "'served'",
      to: ['""'],
      why: WORDS,
    },
  ],
  'model/oracle/followBalloon.ts': [{ line: "name: 'deflate',", from: "'deflate'", to: ['""'], why: WORDS }],
  'model/oracle/followBoost.ts': [
    {
      line: `due === s.boost[zone] ? 'which is as far as it goes' : \`and \${due} would be right\`,`,
      from: 'due === s.boost[zone]',
      to: ['true', 'false', 'due !== s.boost[zone]'],
      why: WORDS,
    },
    {
      line: "const cause = pages < s.boost[zone]! ? 'tune' : 'boost';",
      from: 'pages < s.boost[zone]!',
      to: ['pages <= s.boost[zone]!'],
      why: 'a boost that is as high as before has been refused above',
    },
    {
      line: 'for (let part = s.pageblockOrder - 1; part >= leastToClaim(s, type, order); part--)',
      from: 's.pageblockOrder - 1',
      to: ['s.pageblockOrder + 1'],
      why: 'orders from that of a pageblock on were looked through before, and none of them has a lender',
    },
  ],
  'model/oracle/followCma.ts': [
    {
      line: 'if (answer >= 0) mustBeAligned(answer, align);',
      from: 'answer >= 0',
      to: ['answer > 0'],
      why: 'frame 0 is a multiple of every alignment',
    },
    {
      line: 'for (let handle = 0; handle < s.handles; handle++)',
      from: 'handle < s.handles',
      to: ['handle <= s.handles'],
      why: BEYOND,
    },
    {
      line: 'for (let frame = Math.max(place, seenTo); place + pages <= span.end; frame++) {',
      from: 'Math.max(place, seenTo)',
      to: ['Math.min(place, seenTo)'],
      why: 'frames are looked at again of which it is known that nothing was given out',
    },
    {
      line: 'const said = refusalName(answer) ?? hex(answer);',
      from: 'refusalName(answer) ?? hex(answer)',
      to: ['refusalName(answer) && hex(answer)'],
      why: WORDS,
    },
    {
      line: 'const right = refusalName(expected) ?? hex(expected);',
      from: 'refusalName(expected) ?? hex(expected)',
      to: ['refusalName(expected) && hex(expected)'],
      why: WORDS,
    },
  ],
  'model/oracle/followCompact.ts': [
    {
      line: 'const said = COMPACT_RESULTS[answer] ?? answerName(answer);',
      from: 'COMPACT_RESULTS[answer] ?? answerName(answer)',
      to: ['COMPACT_RESULTS[answer] && answerName(answer)'],
      why: WORDS,
    },
  ],
  'model/oracle/followDrain.ts': [
    {
      line: "mustEnd(effects, followDrains(s, effects, 0, cpu === ALL_CPUS ? ANY_CPU : cpu), 'drain');",
      from: 'cpu === ALL_CPUS',
      to: ['false'],
      why: 'all CPUs of an operation and any CPU of the books happen to have the same number',
    },
    {
      line: 'for (let zone = 0; zone < s.zoneCount; zone++) {',
      from: 'zone < s.zoneCount',
      to: ['zone <= s.zoneCount'],
      why: BEYOND,
    },
  ],
  'model/oracle/followFree.ts': [
    {
      line: "export const FREED: GivenBack = { toLists: PAGE_EVENT.free, toCache: PAGE_EVENT.freeToCache, name: 'free' };",
      from: "'free'",
      to: ['""'],
      why: WORDS,
    },
  ],
  'model/oracle/followIsolate.ts': [
    {
      line: `const hint = better < 0 ? 'nothing in it must stay' : \`\${hex(better)} would have been one\`;`,
      from: 'better < 0',
      to: ['false', 'true', 'better <= 0', 'better >= 0'],
      why: WORDS,
    },
    {
      line: 'if (given) {',
      from: 'given',
      to: ['true'],
      why: 'where nothing was given back an objection follows, and behind it nobody asks for the books',
    },
    {
      line: "const said = s.callerIsolated[start >> s.pageblockOrder] === 1 ? 'isolated' : 'left in service';",
      from: 's.callerIsolated[start >> s.pageblockOrder] === 1',
      to: ['true', 'false', 's.callerIsolated[start >> s.pageblockOrder] !== 1'],
      why: WORDS,
    },
    {
      line: "const said = s.callerIsolated[start >> s.pageblockOrder] === 1 ? 'isolated' : 'left in service';",
      from: "'isolated'",
      to: ['""'],
      why: WORDS,
    },
  ],
  'model/oracle/followKswapd.ts': [
    { line: "return drop(s, pfn, 'kswapd');", from: "'kswapd'", to: ['""'], why: WORDS },
  ],
  'model/oracle/followMirror.ts': [
    {
      line: 'for (let each = 0; each < free.length; each += 2) insertFree(s, free[each]!, free[each + 1]!); // Pairs, as pushed.',
      from: 'each < free.length',
      to: ['each <= free.length'],
      why: 'a block that is none is put nowhere: arrays have no such place',
    },
  ],
  'model/oracle/followOffline.ts': [
    { line: 'block * s.blockPages,', from: 'block * s.blockPages', to: ['block / s.blockPages'], why: WORDS },
    {
      line: "const named = culprit < 0 ? 'no page' : hex(culprit);",
      from: 'culprit < 0',
      to: ['true', 'false', 'culprit <= 0', 'culprit >= 0'],
      why: WORDS,
    },
    {
      line: "const named = progress.stuck < 0 ? 'a page that is not named' : hex(progress.stuck);",
      from: 'progress.stuck < 0',
      to: ['false', 'true', 'progress.stuck <= 0', 'progress.stuck >= 0'],
      why: WORDS,
    },
    {
      line: "if (whyRefused(s, block, 'offline', facts) !== null) objectToOffline(s, block, answer);",
      from: "whyRefused(s, block, 'offline', facts) !== null",
      to: ['false'],
      why: REFUSED,
    },
    {
      line: `throw new Objection('INV-3', \`offlining was answered \${answerName(answer)}\`, block * s.blockPages);`,
      from: 'block * s.blockPages',
      to: ['block / s.blockPages'],
      why: WORDS,
    },
    {
      line: 'export function objectToOffline(s: WorldState, block: number, answer: number): never {',
      from: `{ const stays = firstThatStays(s, block); const why = whyItStays(s, stays, block * s.blockPages); throw new Objection( 'INV-188', \`offlining block \${block} was answered \${answerName(answer)}, although frame \${hex(stays)} must stay: \${why}\`, stays, ); }`,
      to: ['{}'],
      why: REFUSED,
    },
    {
      line: 'const why = whyItStays(s, stays, block * s.blockPages);',
      from: 'block * s.blockPages',
      to: ['block / s.blockPages'],
      why: WORDS,
    },
    {
      line: "const why = progress.objection ?? 'which nobody can check';",
      from: "progress.objection ?? 'which nobody can check'",
      to: ["progress.objection && 'which nobody can check'"],
      why: WORDS,
    },
  ],
  'model/oracle/followOnline.ts': [
    {
      line: "const said = chosen < 0 ? 'no zone' : zoneTitle(chosen);",
      from: 'chosen < 0',
      to: ['true', 'false', 'chosen <= 0', 'chosen >= 0'],
      why: WORDS,
    },
  ],
  'model/oracle/followPoison.ts': [
    {
      line: 'if (handle >= 0) s.struck[handle] = result === POISON_ALREADY ? STRUCK_AGAIN : STRUCK;',
      from: 'handle >= 0',
      to: ['true'],
      why: 'what is written at -1 of an array of bytes is written nowhere',
    },
    {
      line: 'const nameOf = (answer: number): string => POISON_RESULTS[answer] ?? answerName(answer);',
      from: '(answer: number): string => POISON_RESULTS[answer] ?? answerName(answer)',
      to: ['() => undefined'],
      why: WORDS,
    },
    {
      line: 'const nameOf = (answer: number): string => POISON_RESULTS[answer] ?? answerName(answer);',
      from: 'POISON_RESULTS[answer] ?? answerName(answer)',
      to: ['POISON_RESULTS[answer] && answerName(answer)'],
      why: WORDS,
    },
  ],
  'model/oracle/followPool.ts': [
    {
      line: 'if (answer >= 0 && kept < 0) {',
      from: 'kept < 0',
      to: ['kept <= 0'],
      why: 'places in the pool begin at 1, and -1 stands for none',
    },
  ],
  'model/oracle/followRange.ts': [
    {
      line: `const hint = better < 0 ? 'nothing in the range must stay' : \`\${hex(better)} would have been one\`;`,
      from: 'better < 0',
      to: ['true', 'false', 'better <= 0', 'better >= 0'],
      why: WORDS,
    },
  ],
  'model/oracle/followReclaim.ts': [
    { line: "return drop(s, pfn, 'reclaim');", from: "'reclaim'", to: ['""'], why: WORDS },
  ],
  'model/oracle/followReference.ts': [
    {
      line: "const LAST: GivenBack = { toLists: PAGE_EVENT.putLast, toCache: PAGE_EVENT.putLastToCache, name: 'putRef' };",
      from: "'putRef'",
      to: ['""'],
      why: WORDS,
    },
  ],
  'model/oracle/followRounds.ts': [
    {
      line: 'if (spared >= 0)',
      from: 'spared >= 0',
      to: ['spared > 0'],
      why: 'owner 0 is nobody, and holds nothing that a kill would free',
    },
  ],
  'model/oracle/followSetWatermarks.ts': [
    {
      line: "for (let zone = 0; zone < s.zoneCount; zone++) stepPressure(s, zone, 'tune');",
      from: 'zone < s.zoneCount',
      to: ['zone <= s.zoneCount'],
      why: BEYOND,
    },
  ],
  'model/oracle/followSplit.ts': [
    {
      line: "if (possible ? !busy : answer !== INVALID || culprit >= 0) objectTo(s, handle, 'splitting', answer);",
      from: "'splitting'",
      to: ['""'],
      why: WORDS,
    },
  ],
  'model/oracle/followSteps.ts': [
    {
      line: `const hint = other < 0 ? 'which nobody uses' : \`although \${hex(other)} could move\`;`,
      from: 'other < 0',
      to: ['other <= 0', 'other >= 0', 'true', 'false'],
      why: WORDS,
    },
    {
      line: 'if (isRefused) objectToOffline(s, block, answer);',
      from: 'isRefused',
      to: ['false'],
      why: REFUSED,
    },
  ],
  'model/oracle/followUpgrade.ts': [
    {
      line: 'while (index < effects.count) {',
      from: 'index < effects.count',
      to: ['index <= effects.count'],
      why: 'behind the last effect none is named any more, which ends the loop as well',
    },
    {
      line: 'for (let handle = 0; handle < s.handles; handle++) if (isMapped(s, owner, handle)) mapped.push(handle);',
      from: 'handle < s.handles',
      to: ['handle <= s.handles'],
      why: BEYOND,
    },
    { line: 'if (index !== next) break;', from: 'index !== next', to: ['false'], why: LEFT },
    {
      line: 'for (let index = from; index < effects.count; index++)',
      from: 'index < effects.count',
      to: ['index <= effects.count'],
      why: LEFT,
    },
    { line: 'return -1;', from: '-1', to: ['+1'], why: LEFT },
  ],
  'model/oracle/freeIndex.ts': [
    {
      line: 'if (type >= HIGHATOMIC) countSpecial(s, zone, type, 1 << order);',
      from: 'type >= HIGHATOMIC',
      to: ['true'],
      why: 'spares a call that looks at the type itself, and counts nothing of an ordinary one',
    },
    {
      line: 'if (grown >= s.pageblockOrder && !unifyTypes(s, buddy, grown, type, zone)) break;',
      from: 'grown >= s.pageblockOrder',
      to: ['true'],
      why: 'buddies below a pageblock lie in one pageblock, so that their types are equal',
    },
    {
      line: 'if (type >= HIGHATOMIC) countSpecial(s, zone, type, -(1 << order));',
      from: 'type >= HIGHATOMIC',
      to: ['true'],
      why: 'spares a call that looks at the type itself, and counts nothing of an ordinary one',
    },
  ],
  'model/oracle/fullness.ts': [
    {
      line: 'const kept = s.cachedOn[s.cpu * s.zoneCount + zone];',
      from: 's.cpu * s.zoneCount + zone',
      to: ['s.cpu * s.zoneCount - zone'],
      why: WORDS,
    },
    {
      line: 'const kept = s.cachedOn[s.cpu * s.zoneCount + zone];',
      from: 's.cpu * s.zoneCount',
      to: ['s.cpu / s.zoneCount'],
      why: WORDS,
    },
  ],
};
