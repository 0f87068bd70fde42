import type { Layout } from '../../spec/layout/layout.ts';
import { large } from './large.ts';
import { linux61Interleaved } from './linux61Interleaved.ts';
import { linux61LostMirror } from './linux61LostMirror.ts';
import { linux61Misaligned } from './linux61Misaligned.ts';
import { linux61Numa } from './linux61Numa.ts';
import { small } from './small.ts';
import { smallAtomic } from './smallAtomic.ts';
import { tiny } from './tiny.ts';
import { tinyAtomic } from './tinyAtomic.ts';
import { tinyDma } from './tinyDma.ts';
import { tinyLowmem } from './tinyLowmem.ts';
import { tinyMarks } from './tinyMarks.ts';
import { tinyMisaligned } from './tinyMisaligned.ts';
import { tinyMovableNode } from './tinyMovableNode.ts';
import { tinyNuma } from './tinyNuma.ts';
import { tinyOffline } from './tinyOffline.ts';
import { tinyUnmirrored } from './tinyUnmirrored.ts';
import { tinyZoneCma } from './tinyZoneCma.ts';

/** Layouts to start from, by name: fourteen made up, from 48 pages to 4 GiB, and four read off real machines. */
export const PRESETS: Readonly<Record<string, Layout>> = Object.fromEntries(
  [
    tiny,
    tinyNuma,
    tinyMisaligned,
    tinyMarks,
    small,
    smallAtomic,
    large,
    linux61Interleaved,
    linux61LostMirror,
    linux61Misaligned,
    linux61Numa,
    tinyZoneCma,
    tinyAtomic,
    tinyUnmirrored,
    tinyMovableNode,
    tinyDma,
    tinyOffline,
    tinyLowmem,
  ].map((layout) => [layout.name, layout]),
);
