import { contextBridge, ipcRenderer } from 'electron';

// The page learns that it runs in the kiosk's own window, and may hand over one end of a message channel. No more.
contextBridge.exposeInMainWorld('kioskShell', { kind: 'electron' });

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source === window && event.data === 'kiosk:connect' && port)
    ipcRenderer.postMessage('kiosk:port', null, [port]);
});
