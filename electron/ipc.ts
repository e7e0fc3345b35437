import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { ipcMain } from 'electron';
import { ORIGIN } from './security.ts';

/** Answers the screen's calls over the one port that its preload hands on; any other sender is ignored. */
export function serveScreenPort(router: AnyRouter): void {
  const calls = new RPCHandler(router as never);
  ipcMain.on('kiosk:port', (event) => {
    const [port] = event.ports;
    if (!port || !event.senderFrame?.url.startsWith(`${ORIGIN}/`)) return;
    calls.upgrade(port);
    port.start();
  });
}
