// A utility process: answers with what it is told, and with what it was started with.
interface ParentPort {
  on(event: 'message', then: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

const { parentPort } = process as NodeJS.Process & { parentPort: ParentPort };
const { greeting } = JSON.parse(process.argv[2] ?? '{}') as { greeting?: string };

parentPort.on('message', ({ data }) => parentPort.postMessage({ greeting, data, hasSend: 'send' in process }));
