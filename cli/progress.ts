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

/** Progress of a campaign. */
export const showProgress = (screen: Screen, now?: () => number): ProgressDisplay => {
  const { show, clear } = showLine(screen, now);
  return { show: (progress) => show(() => progressLine(progress)), clear };
};

/** A line that changes, made only when it is shown. */
export interface LineDisplay {
  readonly show: (line: () => string) => void;
  readonly clear: () => void;
}

/** On a terminal one line that is written over; elsewhere a line every few seconds, so that a log shows life. */
export const showLine = (screen: Screen, now: () => number = () => performance.now()): LineDisplay =>
  screen.isTTY ? rewrittenLine(screen) : plainLines(screen, now);

function rewrittenLine(screen: Screen): LineDisplay {
  return {
    show: (line) => screen.write(`${ERASE_LINE}${line().slice(0, (screen.columns || 100) - 1)}`),
    clear: () => screen.write(ERASE_LINE),
  };
}

function plainLines(screen: Screen, now: () => number): LineDisplay {
  let shown = now();
  return {
    show: (line) => {
      if (now() - shown < PIPED_MILLISECONDS) return;
      shown = now();
      screen.write(`${line()}\n`);
    },
    clear: () => {},
  };
}
