import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The address of the citizen's screen, token and all, stands in `DIR/screen-address`, for the browser of this kiosk only.
 * Its token outlives a restart, so that an open screen finds its machine again.
 */
export function screenToken(dataDir: string): string {
  const [, token] = /#([\w-]{32})$/.exec(readAddress(dataDir)) ?? [];
  return token ?? randomBytes(24).toString('base64url');
}

/** Writes the address down once the screen is served. */
export function keepScreenAddress(dataDir: string, url: string, token: string): void {
  writeFileSync(join(dataDir, 'screen-address'), `${url}#${token}`, { mode: 0o600 });
}

function readAddress(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'screen-address'), 'utf8').trim();
  } catch {
    return '';
  }
}
