import { existsSync } from 'node:fs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Arguments under which Chromium asks for nothing from anywhere by itself. */
export const QUIET: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that tests use: `CHROMIUM`, or one in its usual place. Where there is none, says that the tests of `what` are skipped. */
export function browserFor(what: string): string | undefined {
  const found = [process.env.CHROMIUM ?? '', ...BROWSERS].find((file) => file !== '' && existsSync(file));
  if (found === undefined)
    console.warn(
      `skipped: ${what} in a browser, since none of ${BROWSERS.join(', ')} is there; install chromium, or set CHROMIUM`,
    );
  return found;
}
