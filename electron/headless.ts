import { startKiosk } from './app.ts';
import { startHost } from './devices/start-host.ts';
import { openLog } from './log.ts';
import { hostModule, readerSettingsOf } from './places.ts';
import { serveScreen } from './serve-screen.ts';
import { startOptions } from './start-options.ts';
import { startOrSay } from './start-or-say.ts';

/** The kiosk under plain Node, for a machine whose screen is a browser in kiosk mode. Real devices, nothing else. */
const options = startOptions(process.argv.slice(2));
if (!options.ok) {
  for (const problem of options.fault) console.error(problem);
  process.exit(2);
}
const { kiosk, printer } = options.value;
const log = openLog();
process.on('uncaughtException', (error) => {
  log.bug(error);
  process.exit(1);
});

const app = startOrSay(options.value.dataDir, () =>
  startKiosk({
    ...options.value,
    log,
    startReader: () => startHost(hostModule('reader'), readerSettingsOf(kiosk)),
    startPrinter: () => startHost(hostModule('printer'), printer),
    startScanner: kiosk.scanner ? () => startHost(hostModule('scanner'), { device: kiosk.scanner }) : undefined,
  }),
);
const screen = await serveScreen(app.router, { port: kiosk.screenPort, dataDir: options.value.dataDir });

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    app.stop();
    void screen.close().then(() => process.exit(0));
  });
