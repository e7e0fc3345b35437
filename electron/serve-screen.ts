import type { AnyRouter } from '@orpc/server';
import { serveOnLoopback } from './loopback.ts';
import { keepScreenAddress, screenToken } from './screen-address.ts';

/** Serves the screen of a kiosk without Electron, and says where; the token stays in the data folder. */
export async function serveScreen(router: AnyRouter, { port, dataDir }: { port: number; dataDir: string }) {
  const token = screenToken(dataDir);
  const screen = await serveOnLoopback(router, { port, token });
  keepScreenAddress(dataDir, screen.url, token);
  console.log(`kiosk ready ${screen.url}`);
  return screen;
}
