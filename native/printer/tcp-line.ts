import { connect, type Socket } from 'node:net';
import { fail, ok, type Result } from '../../core/result.ts';
import { Ear, type Line, type Way } from './line.ts';

/** A printer on the network (port 9100): one connection for each job or question. */
export function tcpWay(host: string, port: number, deadlineMs: number): Way {
  return { open: () => openTcp(host, port, deadlineMs), bytesPerSecond: Number.POSITIVE_INFINITY };
}

function openTcp(host: string, port: number, deadlineMs: number): Promise<Result<Line, 'printer-lost'>> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const lost = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(fail('printer-lost'));
    };
    const timer = setTimeout(lost, deadlineMs);
    // A broken line closes; what broke it changes nothing.
    socket.on('error', () => {});
    socket.once('close', lost);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('close', lost);
      resolve(ok(tcpLine(socket)));
    });
  });
}

function tcpLine(socket: Socket): Line {
  const ear = new Ear();
  socket.setNoDelay(true);
  socket.on('data', (bytes) => ear.hear(bytes));
  socket.on('close', () => ear.closed());
  return {
    listen: (listener) => ear.listen(listener),
    // The callback comes with an error where the line breaks, so it always comes.
    write: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
    close: () => {
      ear.leave();
      socket.destroySoon();
    },
    cut: () => {
      ear.leave();
      socket.resetAndDestroy();
    },
  };
}
