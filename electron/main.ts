import { fileURLToPath } from 'node:url';
import { app, powerSaveBlocker, session, utilityProcess } from 'electron';
import { startKiosk } from './app.ts';
import { type HostProcess, smallHeap } from './devices/port.ts';
import { serveScreenPort } from './ipc.ts';
import { openLog } from './log.ts';
import { hostModule, readerSettingsOf } from './places.ts';
import { lockContents, lockPermissions } from './security.ts';
import { startOptions } from './start-options.ts';
import { startOrSay } from './start-or-say.ts';
import { openKioskWindow, registerScreens, serveScreens } from './windows.ts';

/** The kiosk under Electron. Real devices, nothing else. */
const log = openLog();
registerScreens();
lockContents();
if (!app.requestSingleInstanceLock()) app.exit(0);
app.on('window-all-closed', () => app.quit());
process.on('uncaughtException', (error) => {
  log.bug(error);
  app.exit(1);
});

const options = startOptions(process.argv.slice(1));
if (!options.ok) {
  for (const problem of options.fault) console.error(problem);
  app.exit(2);
} else {
  const { kiosk, printer } = options.value;
  await app.whenReady();
  lockPermissions(session.defaultSession);
  serveScreens();
  const kioskApp = startOrSay(options.value.dataDir, () =>
    startKiosk({
      ...options.value,
      log,
      startReader: () => startUtility(hostModule('reader'), readerSettingsOf(kiosk)),
      startPrinter: () => startUtility(hostModule('printer'), printer),
      startScanner: kiosk.scanner ? () => startUtility(hostModule('scanner'), { device: kiosk.scanner }) : undefined,
    }),
  );
  serveScreenPort(kioskApp.router);
  powerSaveBlocker.start('prevent-display-sleep');
  openKioskWindow(log);
  app.on('will-quit', () => kioskApp.stop());
}

/** Starts a device host as a utility process: `fork` is off by a fuse in what is installed. */
function startUtility(module: URL, settings: unknown): HostProcess {
  const child = utilityProcess.fork(fileURLToPath(module), [JSON.stringify(settings)], {
    execArgv: [...smallHeap],
    stdio: 'inherit',
  });
  return {
    port: {
      on: (event, then) =>
        event === 'message' ? child.on('message', (data) => then({ data })) : child.on('exit', () => then()),
      postMessage: (data) => child.postMessage(data),
    },
    kill: () => void (child.pid !== undefined && process.kill(child.pid, 'SIGKILL')),
    onExit: (then) => void child.once('exit', () => then()),
  };
}
