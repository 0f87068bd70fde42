import type { Claim } from '../pages/claim.ts';
import {
  GFP,
  GFP_ATOMIC,
  GFP_HIGHUSER,
  GFP_HIGHUSER_MOVABLE,
  GFP_KERNEL,
  GFP_NOFS,
  GFP_NOWAIT,
  GFP_TRANSHUGE_LIGHT,
  GFP_USER,
} from './gfp.ts';

/** A kind of caller: the flags it asks with, and what it does with the page. */
export interface RequestClass {
  /** As scenarios name it. */
  readonly name: string;
  /** Its flags, see {@link GFP}. */
  readonly gfp: number;
  /** What its holder says it needs. */
  readonly claim: Claim;
  /** Who asks like this in Linux. */
  readonly example: string;
}

/** In the order of their number in a scenario; new classes go to the end. */
export const REQUEST_CLASSES: readonly RequestClass[] = [
  { name: 'kernel', gfp: GFP_KERNEL, claim: 'kernel', example: 'page tables, kernel stacks, kmalloc' },
  { name: 'user', gfp: GFP_HIGHUSER_MOVABLE, claim: 'user', example: 'anonymous memory and page cache' },
  {
    name: 'atomic',
    gfp: GFP_ATOMIC,
    claim: 'kernel',
    example: 'an interrupt handler: may use part of the min reserve',
  },
  { name: 'nowait', gfp: GFP_NOWAIT, claim: 'kernel', example: 'a caller that has another plan' },
  {
    name: 'reclaimable',
    gfp: GFP_KERNEL | GFP.RECLAIMABLE,
    claim: 'reclaimable',
    example: 'inode and dentry caches',
  },
  {
    name: 'buffer',
    gfp: GFP_NOFS | GFP.HARDWALL | GFP.MOVABLE,
    claim: 'kernelMovable',
    example: 'ext4 buffers: MOVABLE without HIGHMEM',
  },
  { name: 'unmovableUser', gfp: GFP_HIGHUSER, claim: 'kernel', example: 'pipes, secretmem, io_uring copies' },
  { name: 'userKernel', gfp: GFP_USER, claim: 'kernel', example: 'kernel memory on behalf of a process' },
  { name: 'dma', gfp: GFP_KERNEL | GFP.DMA, claim: 'kernel', example: 'a device that reaches 16 MiB' },
  { name: 'dma32', gfp: GFP_KERNEL | GFP.DMA32, claim: 'kernel', example: 'a device that reaches 4 GiB' },
  {
    name: 'memalloc',
    gfp: GFP_KERNEL | GFP.MEMALLOC,
    claim: 'kernel',
    example: 'reclaim itself: ignores watermarks',
  },
  {
    name: 'local',
    gfp: GFP_KERNEL | GFP.THISNODE,
    claim: 'kernel',
    example: 'per-node data: this node or nothing',
  },
  {
    name: 'localUser',
    gfp: GFP_HIGHUSER_MOVABLE | GFP.THISNODE,
    claim: 'user',
    example: 'memory bound to a node',
  },
  { name: 'huge', gfp: GFP_TRANSHUGE_LIGHT, claim: 'user', example: 'a transparent huge page at fault time' },
  {
    name: 'driver',
    gfp: GFP_NOWAIT | GFP.HIGHMEM | GFP.MOVABLE | GFP.DRIVER,
    claim: 'driver',
    example: 'zsmalloc: movable by callback',
  },
  {
    name: 'critical',
    gfp: GFP_HIGHUSER_MOVABLE | GFP.MIRROR | GFP.PRIVILEGED,
    claim: 'critical',
    example: 'a privileged process under MADV_MIRROR',
  },
  {
    name: 'criticalUnprivileged',
    gfp: GFP_HIGHUSER_MOVABLE | GFP.MIRROR,
    claim: 'critical',
    example: 'the same without the privilege',
  },
  {
    name: 'contradictory',
    gfp: GFP_KERNEL | GFP.DMA | GFP.HIGHMEM,
    claim: 'kernel',
    example: 'flags that no zone satisfies',
  },
  {
    name: 'urgent',
    gfp: GFP_KERNEL | GFP.HIGH,
    claim: 'kernel',
    example: 'a caller that may wait, and may use half of the min reserve',
  },
  {
    name: 'patient',
    gfp: GFP_KERNEL | GFP.RETRY_MAYFAIL,
    claim: 'kernel',
    example: 'kvmalloc of a large table: tries hard, has another plan, and kills nobody',
  },
  {
    name: 'nofail',
    gfp: GFP_KERNEL | GFP.NOFAIL,
    claim: 'kernel',
    example: 'a journal commit: no code for a refusal',
  },
  {
    name: 'light',
    gfp: GFP_KERNEL | GFP.NORETRY,
    claim: 'kernel',
    example: 'an opportunistic cache: one round, then without',
  },
  {
    name: 'patientUser',
    gfp: GFP_HIGHUSER_MOVABLE | GFP.RETRY_MAYFAIL,
    claim: 'user',
    example: 'a huge page of the pool',
  },
  {
    name: 'nofailUser',
    gfp: GFP_HIGHUSER_MOVABLE | GFP.NOFAIL,
    claim: 'user',
    example: 'page cache that a journal must write',
  },
  {
    name: 'keptAtMarks',
    gfp: GFP_KERNEL | GFP.MEMALLOC | GFP.NOMEMALLOC,
    claim: 'kernel',
    example: 'reclaim filling a pool of its own: stays at the marks',
  },
  {
    name: 'nofailAtomic',
    gfp: GFP_ATOMIC | GFP.NOFAIL,
    claim: 'kernel',
    example: 'a caller that may neither wait nor fail: flags that contradict each other',
  },
  {
    name: 'zeroed',
    gfp: GFP_KERNEL | GFP.ZERO,
    claim: 'kernel',
    example: 'page tables, kzalloc: content of the last owner would be read',
  },
  {
    name: 'kernelCritical',
    gfp: GFP_NOWAIT | GFP.MIRROR,
    claim: 'kernelCritical',
    example: 'kernel memory whose loss is fatal, from the mirror reserve or not at all',
  },
  {
    name: 'nofailLocal',
    gfp: GFP_KERNEL | GFP.NOFAIL | GFP.THISNODE,
    claim: 'kernel',
    example: 'what a file system keeps per node: no code for a refusal, and no kill would help',
  },
];

/** Number of a request class by its name; -1 if there is none. */
export const requestClassNumber = (name: string): number =>
  REQUEST_CLASSES.findIndex((entry) => entry.name === name);
