import { parseArgs } from 'node:util';
import { startKiosk } from '../../electron/app.ts';
import { startHost } from '../../electron/devices/start-host.ts';
import { openLog } from '../../electron/log.ts';
import { hostModule, readerSettingsOf } from '../../electron/places.ts';
import { serveScreen } from '../../electron/serve-screen.ts';
import { startOptions } from '../../electron/start-options.ts';

/** The kiosk of the demonstration: as `electron/headless.ts`, but its chip reader is a pretend one. */
const options = startOptions(process.argv.slice(2));
if (!options.ok) throw new Error(options.fault.join('\n'));
const { values } = parseArgs({ options: { 'reader-port': { type: 'string' } }, strict: false });
const port = Number(values['reader-port']);
const { kiosk, printer } = options.value;
const pretendReader = new URL('../fakes/reader-host.ts', import.meta.url);

const app = startKiosk({
  ...options.value,
  log: openLog(),
  startReader: () => startHost(pretendReader, { ...readerSettingsOf(kiosk), port }),
  startPrinter: () => startHost(hostModule('printer'), printer),
  startScanner: kiosk.scanner ? () => startHost(hostModule('scanner'), { device: kiosk.scanner }) : undefined,
});
await serveScreen(app.router, { port: kiosk.screenPort, dataDir: options.value.dataDir });
process.once('SIGTERM', () => process.exit(0));
