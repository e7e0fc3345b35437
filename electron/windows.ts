import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, Menu, protocol } from 'electron';
import type { Log } from './log.ts';
import { screenFile } from './screen-files.ts';
import { ORIGIN } from './security.ts';

const preload = fileURLToPath(new URL('./preload.cjs', import.meta.url));
const RELOAD_AFTER_MS = 300;

/** The screens' own scheme; must be called before the app is ready. */
export function registerScreens(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/** Answers the screens' scheme out of the program's own files. */
export function serveScreens(): void {
  protocol.handle('app', async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host !== 'kiosk') return new Response(null, { status: 404 });
    const file = await screenFile(pathname, '');
    return new Response(file.body, { status: file.status, headers: { ...file.headers } });
  });
}

/** The citizen's window: full screen, no menu, and back again whenever its renderer is lost. */
export function openKioskWindow(log: Log): BrowserWindow {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    kiosk: true,
    fullscreen: true,
    frame: false,
    autoHideMenuBar: true,
    show: false,
    backgroundColor: '#07454d',
    width: 1080,
    height: 1920,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  window.once('ready-to-show', () => window.show());
  const { webContents } = window;
  webContents.on('render-process-gone', (_event, { reason }) => {
    log.bug(new Error(`the screen's process is gone: ${reason}`));
    setTimeout(() => webContents.isDestroyed() || webContents.reload(), RELOAD_AFTER_MS);
  });
  webContents.on('unresponsive', () => webContents.forcefullyCrashRenderer());
  void window.loadURL(`${ORIGIN}/kiosk/index.html`);
  return window;
}
