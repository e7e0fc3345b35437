import { os } from '@orpc/server';
import { serveHost } from '../../electron/devices/host.ts';

/** A device host that can be frozen: it then answers nothing, as a blocked driver would. */
serveHost(
  os.router({
    beat: os.handler(() => ({ alive: true })),
    pid: os.handler(() => process.pid),
    freeze: os.handler(() => {
      for (;;);
    }),
  }),
);
