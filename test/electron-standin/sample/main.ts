import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, ipcMain, Menu, protocol, session, utilityProcess } from 'electron';
import { answer } from './pages.ts';

// The smallest app that uses what the kiosk uses of Electron; it would run on the true one as it is.
const origin = 'app://sample';
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.enableSandbox();
app.on('window-all-closed', () => app.quit());
app.on('web-contents-created', (_event, contents) => {
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(origin)) event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    Object.assign(globalThis, { askedToOpen: url });
    return { action: 'deny' };
  });
});

ipcMain.on('sample:port', (event) => {
  const [port] = event.ports;
  if (!port || !event.senderFrame?.url.startsWith(origin)) return;
  port.on('message', ({ data }) => port.postMessage(typeof data === 'string' ? `main: ${data}` : data));
  port.start();
});

await app.whenReady();
Menu.setApplicationMenu(null);
session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
protocol.handle('app', answer);

const window = new BrowserWindow({
  kiosk: true,
  show: false,
  width: 1080,
  height: 1920,
  webPreferences: { preload: here('./preload.cjs'), contextIsolation: true, sandbox: true },
});
window.once('ready-to-show', () => window.show());
window.webContents.on('render-process-gone', () => setTimeout(() => window.webContents.reload(), 100));

const helper = utilityProcess.fork(here('./helper.ts'), ['{"greeting":"hello"}'], { stdio: 'inherit' });
/** For the test, which reaches the main process but not its modules. */
Object.assign(globalThis, { helper });
await window.loadURL(`${origin}/index.html`);
