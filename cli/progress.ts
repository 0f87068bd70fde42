import type { ProgressListener } from '../properties/campaign/progress.ts';
import { progressLine } from './render/progressLine.ts';

/** A place to show how far a campaign is. */
export interface ProgressDisplay {
  readonly show: ProgressListener;
  readonly clear: () => void;
}

export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const PIPED_MILLISECONDS = 5000;
const ERASE_LINE = '\r\u001b[2K';

/** On a terminal one line that is written over; elsewhere a line every few seconds, so that a log shows life. */
export const showProgress = (screen: Screen, now: () => number = () => performance.now()): ProgressDisplay =>
  screen.isTTY ? rewrittenLine(screen) : plainLines(screen, now);

function rewrittenLine(screen: Screen): ProgressDisplay {
  return {
    show: (progress) => {
      const line = progressLine(progress).slice(0, (screen.columns || 100) - 1);
      screen.write(`${ERASE_LINE}${line}`);
    },
    clear: () => screen.write(ERASE_LINE),
  };
}

function plainLines(screen: Screen, now: () => number): ProgressDisplay {
  let shown = now();
  return {
    show: (progress) => {
      if (now() - shown < PIPED_MILLISECONDS) return;
      shown = now();
      screen.write(`${progressLine(progress)}\n`);
    },
    clear: () => {},
  };
}
