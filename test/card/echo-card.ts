import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const atr = Buffer.from('3b8f8001804f0ca000000306030001000000006a', 'hex');

/**
 * The smallest card for the virtual reader: messages are two bytes of length and a body; one byte is a control, of
 * which only "give your ATR" is answered. It answers every command with the same bytes and 9000; `false` stays mute.
 */
export async function placeEchoCard(port: number, hears: (apdu: Buffer) => boolean = () => true): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE()) {
      const message = bytes.subarray(2, 2 + bytes.readUInt16BE());
      bytes = bytes.subarray(2 + message.length);
      if (message.length > 1 && hears(message)) answer(socket, Buffer.concat([message, Buffer.from([0x90, 0])]));
      if (message.length === 1 && message[0] === 4) answer(socket, atr);
    }
  });
  return socket.on('error', () => {});
}

function answer(socket: Socket, body: Buffer): void {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  socket.write(Buffer.concat([length, body]));
}
