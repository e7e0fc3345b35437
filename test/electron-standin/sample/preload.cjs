const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('sample', { kind: 'preload', shout: (text) => text.toUpperCase() });
window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source === window && event.data === 'sample:connect' && port)
    ipcRenderer.postMessage('sample:port', null, [port]);
});
