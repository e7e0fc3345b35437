import type * as Electron from 'electron';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc.ts';
import { loud } from './loud.ts';
import { MessageChannelMain } from './ports.ts';
import { protocol, session } from './session.ts';
import { Menu, powerMonitor, powerSaveBlocker, screen } from './small-apis.ts';
import { utilityProcess } from './utility-process.ts';
import { webContents } from './web-contents.ts';

// The module `electron`, for tests: all of Electron's main process that stands in for it here. It proves that the
// kiosk's own main process and preload work together; not the sandbox, structured clone, fuses, asar or updates.
const electron = {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  utilityProcess,
  webContents,
} satisfies Partial<Record<keyof typeof Electron, unknown>>;

const whole = loud('electron', electron);
export default whole;
/** What `require('electron')` gives. */
export {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  utilityProcess,
  webContents,
  whole as 'module.exports',
};
