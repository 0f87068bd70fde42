import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PEERS_FOLDER } from '../places.ts';

const MOST_MILLISECONDS = 60_000;

/** Installs the packages to compare with, unless they are there. @returns why they are missing, or null */
export function installPeers(): string | null {
  if (existsSync(join(PEERS_FOLDER, 'node_modules'))) return null;
  try {
    execFileSync('npm', ['ci', '--silent', '--ignore-scripts'], {
      cwd: PEERS_FOLDER,
      stdio: 'ignore',
      timeout: MOST_MILLISECONDS,
    });
    return null;
  } catch {
    return 'not installed: `npm ci` in bench/peers did not succeed';
  }
}
