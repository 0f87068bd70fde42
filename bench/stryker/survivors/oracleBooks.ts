import type { Survivors } from './survivor.ts';

const WORDS = 'only the words of an objection differ, or the frame that is shown with it';
const BEYOND =
  'one step more reads or writes behind the end of arrays, where nothing is kept that anybody asks for';
const HINT =
  'only a hint where to look first: what stands there is checked like any other place, and all places are looked at behind it';
const LOOKED = 'it only spares a look: before anything is said, every place is looked over by itself';
const UNUSED = 'where both numbers are the same no rule is broken, so which it would have been is not said';
const MERGES = 'pieces that are put in one by one merge to the same blocks, so only the time differs';
const FOUND =
  'the first pageblock of another type is objected to under the same rule, and there is one where this is asked';

/** What the oracle's books, its reports and its judges of zones and lists do the same way all the same. */
export const oracleBooks: Survivors = {
  'model/oracle/allocations.ts': [
    {
      line: 'if (s.marked === 0) return -1;',
      from: 's.marked === 0',
      to: ['false'],
      why: 'it spares a look: only pages in use are asked about, and none of them carries a mark while their number is 0',
    },
  ],
  'model/oracle/answers.ts': [
    {
      line: "const name = expected === DONE ? 'DONE' : refusalName(expected);",
      from: 'expected === DONE',
      to: ['true', 'false', 'expected !== DONE'],
      why: WORDS,
    },
    {
      line: "const name = expected === DONE ? 'DONE' : refusalName(expected);",
      from: "'DONE'",
      to: ['""'],
      why: WORDS,
    },
  ],
  'model/oracle/boot.ts': [
    {
      line: 'for (let zone = 0; zone < s.zoneCount; zone++) {',
      from: 'zone < s.zoneCount',
      to: ['zone <= s.zoneCount'],
      why: BEYOND,
    },
    {
      line: 'for (let ceiling = 0; ceiling < ZONES_PER_NODE; ceiling++) {',
      from: 'ceiling < ZONES_PER_NODE',
      to: ['ceiling <= ZONES_PER_NODE'],
      why: 'the fifth entry of a zone is the first of the next, which is written anew right behind it',
    },
    {
      line: 'while (order < s.maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end) order++;',
      from: 'order < s.maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end',
      to: ['false'],
      why: MERGES,
    },
    {
      line: 'while (order < s.maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end) order++;',
      from: 'order < s.maxOrder',
      to: ['true', 'order <= s.maxOrder', 'order >= s.maxOrder'],
      why: 'a piece is a pageblock at most, whatever more would fit, and smaller pieces merge to the same blocks',
    },
    {
      line: 'while (order < s.maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end) order++;',
      from: '(2 << order) - 1',
      to: ['(2 << order) + 1'],
      why: 'step by step it asks for one more bit to be 0, so pieces get smaller, which merge to the same blocks',
    },
    {
      line: 'while (order < s.maxOrder && (pfn & ((2 << order) - 1)) === 0 && pfn + (2 << order) <= end) order++;',
      from: 'pfn + (2 << order) <= end',
      to: ['pfn + (2 << order) < end'],
      why: MERGES,
    },
  ],
  'model/oracle/claimOrder.ts': [
    {
      line: 'const held = Math.min(1 << (tag - TAG_USED), pages);',
      from: 'tag - TAG_USED',
      to: ['tag + TAG_USED'],
      why: 'a shift counts modulo 32, and the two are 128 apart',
    },
    {
      line: '} else if (tag >= TAG_CACHED) frame += 1 << (tag - TAG_CACHED);',
      from: 'tag - TAG_CACHED',
      to: ['tag + TAG_CACHED'],
      why: 'a shift counts modulo 32, and the two are 64 apart',
    },
    {
      line: 'if (order >= s.pageblockOrder) return false;',
      from: 'order >= s.pageblockOrder',
      to: ['false', 'order > s.pageblockOrder'],
      why: 'it spares a search that finds nothing: a pageblock that is free as a whole can be claimed',
    },
    {
      line: 'const list = (zone * MIGRATETYPES + lender) * (s.maxOrder + 1) + order;',
      from: '(zone * MIGRATETYPES + lender) * (s.maxOrder + 1) + order',
      to: ['(zone * MIGRATETYPES + lender) * (s.maxOrder + 1) - order'],
      why: HINT,
    },
    {
      line: 'const list = (zone * MIGRATETYPES + lender) * (s.maxOrder + 1) + order;',
      from: '(zone * MIGRATETYPES + lender) * (s.maxOrder + 1)',
      to: ['(zone * MIGRATETYPES + lender) / (s.maxOrder + 1)'],
      why: HINT,
    },
    {
      line: 'const list = (zone * MIGRATETYPES + lender) * (s.maxOrder + 1) + order;',
      from: 'zone * MIGRATETYPES + lender',
      to: ['zone * MIGRATETYPES - lender'],
      why: HINT,
    },
    {
      line: 'const list = (zone * MIGRATETYPES + lender) * (s.maxOrder + 1) + order;',
      from: 'zone * MIGRATETYPES',
      to: ['zone / MIGRATETYPES'],
      why: HINT,
    },
    {
      line: 'const list = (zone * MIGRATETYPES + lender) * (s.maxOrder + 1) + order;',
      from: 's.maxOrder + 1',
      to: ['s.maxOrder - 1'],
      why: HINT,
    },
    {
      line: 'if (isUnclaimable(s, hint, zone, type, lender, order)) return true;',
      from: 'isUnclaimable(s, hint, zone, type, lender, order)',
      to: ['false'],
      why: HINT,
    },
    {
      line: 'for (let frame = 0; frame < s.frameCount; frame += 1 << order) {',
      from: 'frame < s.frameCount',
      to: ['frame <= s.frameCount'],
      why: BEYOND,
    },
  ],
  'model/oracle/content.ts': [
    {
      line: 'if (s.cleanPages === 0) return;',
      from: 's.cleanPages === 0',
      to: ['false'],
      why: 'it spares a look: no page is clean while their number is 0, so nothing is changed either way',
    },
  ],
  'model/oracle/effects.ts': [
    {
      line: 'if (serving.refilledZone !== zone) mustMayUse(s, serving, zone, pfn);',
      from: 'serving.refilledZone !== zone',
      to: ['true'],
      why: 'of the zone of a refill it was asked for the first block, with the same answer',
    },
    {
      line: "const kind = EFFECT_KINDS[effects.kind(index)] ?? 'unknown';",
      from: "EFFECT_KINDS[effects.kind(index)] ?? 'unknown'",
      to: ["EFFECT_KINDS[effects.kind(index)] && 'unknown'"],
      why: WORDS,
    },
    {
      line: "const kind = EFFECT_KINDS[effects.kind(index)] ?? 'unknown';",
      from: "'unknown'",
      to: ['""'],
      why: WORDS,
    },
  ],
  'model/oracle/expectRange.ts': [
    {
      line: 'place = nextPlace(s, span, place + 1, pages, align, place + pages);',
      from: 'place + pages',
      to: ['place - pages'],
      why: 'it only spares a look: frames up to there are looked at a second time, and still nobody was given them',
    },
    {
      line: "(s.rangeAt[handle] ?? -1) >= 0 && s.rangeArea[handle]! >= 0 ? 'DONE' : 'INVALID: no area gave it out';",
      from: '-1',
      to: ['+1'],
      why: 'both books are of one length, and behind its end the area is undefined too, which is not >= 0',
    },
  ],
  'model/oracle/hugePages.ts': [
    {
      line: 'export const accepts = (s: WorldState, handle: number, name: HugePageEventName, alike = false): boolean =>',
      from: 'false',
      to: ['true'],
      why: 'only a collapse asks whether two are alike, and never by this function',
    },
    {
      line: '{ alike = false, from = hugePageLeaf(s, handle) }: { alike?: boolean; from?: number } = {},',
      from: 'false',
      to: ['true'],
      why: 'only a collapse asks whether two are alike, and says so',
    },
  ],
  'model/oracle/image.ts': [
    {
      line: '...(s.handles > 0 ? CHANGING_IN_RUNS.map(copy) : []),',
      from: 's.handles > 0',
      to: ['true', 's.handles >= 0'],
      why: 'at boot no page is on a private list, so what is copied of the lists is never read before it is written',
    },
  ],
  'model/oracle/judgeClaim.ts': [
    {
      line: 'if (whole >= 0) return retypeWhole(s, pfn, whole, type);',
      from: 'whole >= 0',
      to: ['whole > 0'],
      why: 'a free block of one page that is a pageblock is moved to the lists of the other type either way',
    },
    {
      line: 'for (let frame = pfn; frame < pfn + pages; frame++) {',
      from: 'frame < pfn + pages',
      to: ['frame <= pfn + pages'],
      why: 'a free block that begins behind the pageblock is taken off its list and put back as it was',
    },
  ],
  'model/oracle/judgeZone.ts': [
    {
      line: 'other < 0 || list.indexOf(zone) < list.indexOf(other);',
      from: 'list.indexOf(zone) < list.indexOf(other)',
      to: ['list.indexOf(zone) <= list.indexOf(other)'],
      why: 'whether both are the same zone was asked right before',
    },
    {
      line: 'for (let place = 0; place < list.length && list[place] !== zone; place++) {',
      from: 'place < list.length',
      to: ['true', 'place <= list.length'],
      why: 'the zone that served stands in the list, and there the loop ends',
    },
  ],
  'model/oracle/marks.ts': [
    {
      line: 'let orders = s.orders[at + UNMOVABLE]! | s.orders[at + MOVABLE]! | s.orders[at + RECLAIMABLE]!;',
      from: 'at + UNMOVABLE',
      to: ['at - UNMOVABLE'],
      why: 'the number of the unmovable type is 0, so both are the same place',
    },
    {
      line: 'for (let place = 0; place < list.length; place++) {',
      from: 'place < list.length',
      to: ['place <= list.length'],
      why: 'behind the list is no zone, which has no list with a block either',
    },
  ],
  'model/oracle/memoryBlock.ts': [
    { line: 'block * s.blockPages,', from: 'block * s.blockPages', to: ['block / s.blockPages'], why: WORDS },
  ],
  'model/oracle/mustBeExhausted.ts': [
    {
      line: 'const last = Math.min(run.target, (s.frameCount - 1) >> s.pageblockOrder);',
      from: 's.frameCount - 1',
      to: ['s.frameCount + 1'],
      why: BEYOND,
    },
    {
      line: 'let largest = -1; // Order of the largest free place in the pageblocks above.',
      from: '-1',
      to: ['+1'],
      why: LOOKED,
    },
    {
      line: 'for (let pfn = pageblock << s.pageblockOrder; pfn < end && largest >= 0; pfn++) {',
      from: 'largest >= 0',
      to: ['true'],
      why: LOOKED,
    },
    {
      line: 'if (order < 0 || order > largest || order >= smallest || s.zone[pfn] !== run.zone) continue;',
      from: 'order < 0 || order > largest',
      to: ['false', 'order < 0 && order > largest'],
      why: 'where nothing begins nobody is found to hold it, and for what is larger than all places none is found',
    },
    {
      line: 'if (order < 0 || order > largest || order >= smallest || s.zone[pfn] !== run.zone) continue;',
      from: 'order < 0',
      to: ['false'],
      why: 'where no allocation begins nobody is found to hold it',
    },
    {
      line: 'if (order < 0 || order > largest || order >= smallest || s.zone[pfn] !== run.zone) continue;',
      from: 'order > largest',
      to: ['false'],
      why: LOOKED,
    },
    {
      line: 'if (!isTarget(s, pageblock)) return -1;',
      from: '!isTarget(s, pageblock)',
      to: ['false'],
      why: LOOKED,
    },
    { line: 'if (!isTarget(s, pageblock)) return -1;', from: '-1', to: ['+1'], why: LOOKED },
    {
      line: 'if (s.zone[first] === zone && containingOrder(s, first, s.pageblockOrder) >= 0) return s.pageblockOrder;',
      from: 's.zone[first] === zone && containingOrder(s, first, s.pageblockOrder) >= 0',
      to: ['true', 's.zone[first] === zone || containingOrder(s, first, s.pageblockOrder) >= 0'],
      why: LOOKED,
    },
    {
      line: 'if (s.zone[first] === zone && containingOrder(s, first, s.pageblockOrder) >= 0) return s.pageblockOrder;',
      from: 's.zone[first] === zone',
      to: ['true'],
      why: LOOKED,
    },
    {
      line: 'if (s.zone[first] === zone && containingOrder(s, first, s.pageblockOrder) >= 0) return s.pageblockOrder;',
      from: 'containingOrder(s, first, s.pageblockOrder) >= 0',
      to: ['true', 'containingOrder(s, first, s.pageblockOrder) > 0'],
      why: 'what it finds too much is looked over place by place, and a pageblock of one page is found below all the same',
    },
    { line: 'let largest = -1;', from: '-1', to: ['+1'], why: LOOKED },
    {
      line: 'for (let pfn = first; pfn < first + (1 << s.pageblockOrder); pfn++) {',
      from: 'pfn < first + (1 << s.pageblockOrder)',
      to: ['pfn <= first + (1 << s.pageblockOrder)'],
      why: LOOKED,
    },
    {
      line: 'if (order > largest && order <= s.pageblockOrder && s.zone[pfn] === zone) largest = order;',
      from: 'order > largest',
      to: ['order >= largest'],
      why: 'what is as large as the largest is put in its place',
    },
    {
      line: 'if (order > largest && order <= s.pageblockOrder && s.zone[pfn] === zone) largest = order;',
      from: 'order <= s.pageblockOrder',
      to: ['true', 'order < s.pageblockOrder'],
      why: 'a block as large as the pageblock was found above, and what is larger is only looked over in vain',
    },
    {
      line: 'if (order > largest && order <= s.pageblockOrder && s.zone[pfn] === zone) largest = order;',
      from: 's.zone[pfn] === zone',
      to: ['true'],
      why: LOOKED,
    },
    {
      line: 'if (served === 0 || stepMask(cells, arrive, served, facts) === 0) return false;',
      from: 'served === 0',
      to: ['false'],
      why: 'from no state at all none is reached by arriving either, which the other half says',
    },
  ],
  'model/oracle/notifications.ts': [
    {
      line: 'const isOther = index < effects.count && effects.kind(index) === EFFECT_NOTIFIED;',
      from: 'index < effects.count && effects.kind(index) === EFFECT_NOTIFIED',
      to: ['true', 'false', 'index < effects.count || effects.kind(index) === EFFECT_NOTIFIED'],
      why: WORDS,
    },
    {
      line: 'const isOther = index < effects.count && effects.kind(index) === EFFECT_NOTIFIED;',
      from: 'index < effects.count',
      to: ['true', 'index <= effects.count', 'index >= effects.count'],
      why: WORDS,
    },
    {
      line: 'const isOther = index < effects.count && effects.kind(index) === EFFECT_NOTIFIED;',
      from: 'effects.kind(index) === EFFECT_NOTIFIED',
      to: ['true', 'effects.kind(index) !== EFFECT_NOTIFIED'],
      why: WORDS,
    },
    {
      line: `? \`\${NOTIFICATIONS[effects.first(index)] ?? effects.first(index)} of block \${effects.second(index)}\``,
      from: 'NOTIFICATIONS[effects.first(index)] ?? effects.first(index)',
      to: ['NOTIFICATIONS[effects.first(index)] && effects.first(index)'],
      why: WORDS,
    },
    { line: ": 'nothing';", from: "'nothing'", to: ['""'], why: WORDS },
    { line: 'block * s.blockPages,', from: 'block * s.blockPages', to: ['block / s.blockPages'], why: WORDS },
  ],
  'model/oracle/offlineProgress.ts': [
    {
      line: `throw new Objection('INV-184', \`offlining block \${block} went on \${why}\`, block * s.blockPages);`,
      from: 'block * s.blockPages',
      to: ['block / s.blockPages'],
      why: WORDS,
    },
  ],
  'model/oracle/openRequest.ts': [
    {
      line: 'progress: false,',
      from: 'false',
      to: ['true'],
      why: 'no rule asks for the progress of a round before reclaim has begun one, and that says itself whether it made any',
    },
  ],
  'model/oracle/reportJudge.ts': [
    {
      line: 'const said = MIGRATETYPE_NAMES[type] ?? type;',
      from: 'MIGRATETYPE_NAMES[type] ?? type',
      to: ['MIGRATETYPE_NAMES[type] && type'],
      why: WORDS,
    },
    { line: "const state = online ? 'online' : 'not online';", from: "'online'", to: ['""'], why: WORDS },
    {
      line: 'block * this.#s.blockPages,',
      from: 'block * this.#s.blockPages',
      to: ['block / this.#s.blockPages'],
      why: WORDS,
    },
    {
      line: 'if (s.tag[pfn]! < TAG_USED)',
      from: 's.tag[pfn]! < TAG_USED',
      to: ['false'],
      why: 'of what begins no allocation nobody has pins, and whatever number is said breaks the same rule in other words',
    },
    {
      line: "const rule = count > s.references[holder]! ? RULE_OF_HOLD[s.struck[holder]!]! : 'INV-168'; // Three states.",
      from: 'count > s.references[holder]!',
      to: ['count >= s.references[holder]!'],
      why: UNUSED,
    },
    {
      line: "if (lent[zone]! > 0 && managed > own[zone]!) return 'INV-176'; // A zone there is, or none is lent.",
      from: 'managed > own[zone]!',
      to: ['managed >= own[zone]!'],
      why: UNUSED,
    },
    {
      line: 'const appeared = managed > 0 && own[zone] === 0 && zoneIndexOf(zone) === ZONE_MOVABLE;',
      from: 'managed > 0',
      to: ['true', 'managed >= 0'],
      why: 'without managed pages, where there are none by the books, both numbers are the same and no rule is broken',
    },
    {
      line: 'if (((this.#s.upgraded >> owner) & 1) === 0)',
      from: '((this.#s.upgraded >> owner) & 1) === 0',
      to: ['false'],
      why: 'with a process that is none of them those reported are other ones than by the books, which breaks the same rule at the end',
    },
    {
      line: 'if (this.#freeBlocks < all) this.#objectToLostHalf();',
      from: 'this.#freeBlocks < all',
      to: ['true', 'this.#freeBlocks <= all'],
      why: 'it spares a look: where as many blocks are reported as there are, each once and merged, none is missing',
    },
    {
      line: "const where = rule === 'INV-102' ? 'two free blocks' : 'two places';",
      from: "rule === 'INV-102'",
      to: ['true', 'false', "rule !== 'INV-102'"],
      why: WORDS,
    },
    {
      line: "const where = rule === 'INV-102' ? 'two free blocks' : 'two places';",
      from: "'INV-102'",
      to: ['""'],
      why: WORDS,
    },
    {
      line: 'for (let pfn = 0; pfn < s.frameCount; pfn++) {',
      from: 'pfn < s.frameCount',
      to: ['pfn <= s.frameCount'],
      why: BEYOND,
    },
    {
      line: 'if (order < 0 || order >= s.maxOrder || this.#seen[pfn] !== SEEN_NOWHERE) continue;',
      from: 'order < 0',
      to: ['false'],
      why: 'the buddy of what begins no block is no page of any zone, which is asked right behind it',
    },
    {
      line: 'if (containingOrder(s, pfn, order) >= 0) {',
      from: 'containingOrder(s, pfn, order) >= 0',
      to: ['containingOrder(s, pfn, order) > 0'],
      why: 'a block of one page that is whole by the books is not looked into here',
    },
    {
      line: 'for (let frame = pfn; frame < pfn + (1 << order); frame += 1 << s.pageblockOrder) {',
      from: 'frame += 1 << s.pageblockOrder',
      to: ['frame -= 1 << s.pageblockOrder'],
      why: FOUND,
    },
    { line: 'if (type === own) continue;', from: 'type === own', to: ['false', 'type !== own'], why: FOUND },
    {
      line: 'for (let frame = 0; frame < frameCount; frame++) frames[zone[frame]!]!++; // One with no zone counts nowhere.',
      from: 'frame < frameCount',
      to: ['frame <= frameCount'],
      why: 'behind the last frame is one with no zone, if any, and that counts nowhere',
    },
  ],
  'model/oracle/reportSums.ts': [
    {
      line: 'for (let zone = 0; zone < this.#free.length; zone++) {',
      from: 'zone < this.#free.length',
      to: ['zone <= this.#free.length'],
      why: 'behind the last zone neither figure nor blocks are there, which is the same of both',
    },
  ],
  'model/oracle/serve.ts': [
    {
      line: 'if (cpu >= 0) s.cachedOn[cpu * s.zoneCount + s.zone[pfn]!]! += pages;',
      from: 'cpu >= 0',
      to: ['true'],
      why: 'no CPU is -1, whose place lies before the beginning of the array, where a write is without effect',
    },
    {
      line: 'if (s.habits.reportsCache) return 0;',
      from: 's.habits.reportsCache',
      to: ['false'],
      why: 'it spares a count: where private lists are told of, nobody uses the number',
    },
    {
      line: 'const mobile = terms.type === MOVABLE && zoneIndexOf(zone) === ZONE_MOVABLE && !terms.mandatory;',
      from: 'zoneIndexOf(zone) === ZONE_MOVABLE',
      to: ['true'],
      why: 'no movable request has a ceiling below ZONE_NORMAL, so only ZONE_MOVABLE is above it',
    },
    {
      line: 'if (!isCached) mustBeOneZone(s, pfn, order);',
      from: '!isCached',
      to: ['true'],
      why: 'a block on a private list was looked over when it was taken there, with the same answer',
    },
    {
      line: 'if (type === MOVABLE || s.blockType[pfn >> s.pageblockOrder] !== CMA) return;',
      from: 'type === MOVABLE',
      to: ['false'],
      why: 'pages of CMA wait among the movable ones, so no movable request is refused one of them',
    },
    {
      line: 'if (terms.zeroed || s.cleanPages > 0) handOutContent(s, terms, pfn, order);',
      from: 'terms.zeroed || s.cleanPages > 0',
      to: ['true'],
      why: 'it spares a call: where nothing must be clean and nothing is, nothing is said or changed',
    },
    {
      line: 'if (terms.zeroed || s.cleanPages > 0) handOutContent(s, terms, pfn, order);',
      from: 's.cleanPages > 0',
      to: ['s.cleanPages >= 0'],
      why: 'it spares a call: where nothing must be clean and nothing is, nothing is said or changed',
    },
  ],
  'model/oracle/worldView.ts': [
    {
      line: 'holderEnd = frame + (1 << (tag - TAG_USED));',
      from: 'tag - TAG_USED',
      to: ['tag + TAG_USED'],
      why: 'a shift counts modulo 32, and the two are 128 apart',
    },
    {
      line: 'if (last === undefined || mask !== lastMask || rest !== lastRest) {',
      from: 'last === undefined || mask !== lastMask || rest !== lastRest',
      to: ['true'],
      why: 'it spares a look into the map, which has the same kind under the same key',
    },
    {
      line: 'if (last === undefined || mask !== lastMask || rest !== lastRest) {',
      from: 'last === undefined',
      to: ['false'],
      why: 'the first frame is in some state, which differs from the 0 that stands for the frame before it',
    },
    {
      line: 'const key = mask * 2 ** 25 + rest;',
      from: 'mask * 2 ** 25 + rest',
      to: ['mask * 2 ** 25 - rest'],
      why: 'the rest has 25 bits, so each kind has a key of its own either way',
    },
    {
      line: 'const key = mask * 2 ** 25 + rest;',
      from: 'mask * 2 ** 25',
      to: ['mask / 2 ** 25'],
      why: 'a mask has fewer than 25 bits, so as a fraction it leaves each kind a key of its own',
    },
    {
      line: 'const pins = (s.shortPins[holder]! > 0 ? 1 : 0) | (s.longPins[holder]! > 0 ? 2 : 0);',
      from: 's.shortPins[holder]! > 0',
      to: ['s.shortPins[holder]! <= 0'],
      why: 'the two numbers change places, so pages that differ in it still have numbers of their own',
    },
    {
      line: 'const pins = (s.shortPins[holder]! > 0 ? 1 : 0) | (s.longPins[holder]! > 0 ? 2 : 0);',
      from: 's.longPins[holder]! > 0',
      to: ['s.longPins[holder]! <= 0'],
      why: 'the two numbers change places, so pages that differ in it still have numbers of their own',
    },
    {
      line: 'shortPins: holder !== NOBODY && s.shortPins[holder]! > 0,',
      from: 'holder !== NOBODY',
      to: ['true'],
      why: 'nobody is -1, of whom there is no entry, and what is not there is not more than 0',
    },
    {
      line: 'longPins: holder !== NOBODY && s.longPins[holder]! > 0,',
      from: 'holder !== NOBODY',
      to: ['true'],
      why: 'nobody is -1, of whom there is no entry, and what is not there is not more than 0',
    },
  ],
  'model/oracle/zonePressure.ts': [
    {
      line: 'for (let zone = 0; zone < s.zoneCount; zone++) drift(s, zone);',
      from: 'zone < s.zoneCount',
      to: ['zone <= s.zoneCount'],
      why: BEYOND,
    },
  ],
  'model/oracle/objection.ts': [
    { line: "override readonly name = 'Objection';", from: "'Objection'", to: ['""'], why: WORDS },
  ],
  'model/oracle/state.ts': [
    {
      line: 'if (s.at.length < count) {',
      from: 's.at.length < count',
      to: ['true', 's.at.length <= count'],
      why: 'what is made anew is filled with the same as what is kept',
    },
    {
      line: 'if (s.rangeAt.length < count) {',
      from: 's.rangeAt.length < count',
      to: ['true', 's.rangeAt.length <= count'],
      why: 'of what is made anew nothing is read before it is written, as of what is kept',
    },
    {
      line: 'unclaimable: perZone(MIGRATETYPES * (maxOrder + 1)),',
      from: 'MIGRATETYPES * (maxOrder + 1)',
      to: ['MIGRATETYPES / (maxOrder + 1)'],
      why: HINT,
    },
    {
      line: 'unclaimable: perZone(MIGRATETYPES * (maxOrder + 1)),',
      from: 'maxOrder + 1',
      to: ['maxOrder - 1'],
      why: HINT,
    },
  ],
  'model/oracle/outcome.ts': [
    {
      line: 'return reference.drain(operation.cpu < 0 ? ALL_CPUS : operation.cpu, answer, log);',
      from: 'operation.cpu < 0',
      to: ['false'],
      why: 'the only number below 0 that an operation may name is -1, which is that of all CPUs',
    },
  ],
  'model/oracle/ranges.ts': [
    {
      line: 'return holder >= 0 && s.rangeAt[holder]! >= 0;',
      from: 'holder >= 0',
      to: ['true'],
      why: 'nobody is -1, of whom there is no entry, and what is not there is not at least 0',
    },
  ],
  'model/oracle/release.ts': [
    {
      line: 'for (let each = 0; each < s.doubts.length; each += 2) {',
      from: 'each < s.doubts.length',
      to: ['each <= s.doubts.length'],
      why: 'behind the last pair is none, and of no page as many as no number says nothing is settled',
    },
  ],
  'model/oracle/stateNumber.ts': [
    {
      line: 'for (let at = 0; at < words.length; at++) this.add(words[at]!); // Below the length.',
      from: 'at < words.length',
      to: ['at <= words.length'],
      why: 'each row is followed by one word more, which counts as 0 always, and numbers are only compared with each other',
    },
    {
      line: 'return (this.one >>> 0) * 2 ** 21 + (this.other >>> 11);',
      from: '(this.one >>> 0) * 2 ** 21 + (this.other >>> 11)',
      to: ['(this.one >>> 0) * 2 ** 21 - (this.other >>> 11)'],
      why: 'the second part has 21 bits, so each pair has a number of its own either way, and numbers are only compared',
    },
    {
      line: 'for (let frame = 0; frame < frameCount; frame++) {',
      from: 'frame < frameCount',
      to: ['frame <= frameCount'],
      why: 'behind the last frame no private block begins: nothing is added, or, where arrays end, the same words always',
    },
    {
      line: 'one = (one + each.one) | 0;',
      from: 'one + each.one',
      to: ['one - each.one'],
      why: 'the sum is that of all with the other sign, which tells the same states apart',
    },
    {
      line: 'other = (other + each.other) | 0;',
      from: 'other + each.other',
      to: ['other - each.other'],
      why: 'the sum is that of all with the other sign, which tells the same states apart',
    },
  ],
  'model/oracle/step.ts': [
    {
      line: 'if (mask !== lastMask || fact !== lastFacts) {',
      from: 'mask !== lastMask || fact !== lastFacts',
      to: ['true'],
      why: 'a frame is always in some state, so what is worked out anew for one like the last comes out the same',
    },
    {
      line: 'if (mask === lastMask && fact === lastFacts) continue;',
      from: 'mask === lastMask && fact === lastFacts',
      to: ['false'],
      why: 'a frame is always in some state, so what is worked out anew for one like the last comes out the same',
    },
    {
      line: "const was = leavesIn(mask).join(' or ') || 'in no possible state';",
      from: "leavesIn(mask).join(' or ') || 'in no possible state'",
      to: ['true', 'false', "leavesIn(mask).join(' or ') && 'in no possible state'"],
      why: WORDS,
    },
  ],
};
