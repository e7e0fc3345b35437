import { EventEmitter } from 'node:events';

// Loaded into a utility process before its own module: gives it Electron's `process.parentPort` and takes Node's way
// of talking to a parent away, so that code which leans on the latter fails here as it would there.
const send = process.send?.bind(process);

class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    send?.(message, undefined, undefined, () => {});
  }
}

const parentPort = new ParentPort();
Object.defineProperty(process, 'parentPort', { value: parentPort });
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit(0));
delete process.send;
