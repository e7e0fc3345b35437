import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { serialWay } from '../../native/printer/serial-line.ts';

/** How often a port was asked to open and to close. */
const asked = vi.hoisted(() => ({ open: 0, close: 0 }));

/** A port whose driver never says that it is closed. */
class HangingPort extends EventEmitter {
  isOpen = false;
  open(done: () => void): void {
    asked.open++;
    this.isOpen = true;
    done();
  }
  flush(done: () => void): void {
    done();
  }
  close(): void {
    asked.close++;
  }
}
vi.mock('serialport', () => ({ SerialPort: HangingPort }));

test('a serial port that never says that it is closed does not hold up every later slip', async () => {
  const way = serialWay('/dev/ttyS99', 19_200);
  const first = await way.open();
  if (first.ok) first.value.close();
  const second = await way.open();
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(asked).toEqual({ open: 2, close: 1 });
}, 10_000);
