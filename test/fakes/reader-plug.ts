import { once } from 'node:events';
import { connect } from 'node:net';
import { plugBytes } from './pretend-reader.ts';

/** Pulls the cable of the pretend reader on that port, or puts it back; resolves once that is done. */
export async function setPlug(port: number, state: 'out' | 'in'): Promise<void> {
  const hand = connect({ port, host: '127.0.0.1' });
  await once(hand, 'connect');
  hand.resume();
  hand.write(Uint8Array.of(plugBytes[state]));
  await once(hand, 'close');
}
