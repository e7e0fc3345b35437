import { display } from './chromium.ts';
import { LoudEmitter, loud } from './loud.ts';

/** The application's menu: remembered, shown nowhere. */
export const Menu = loud('Menu', {
  setApplicationMenu: (_menu: object | null) => {},
});

const blockers = new Set<number>();
let lastBlocker = 0;

/** Keeps no display awake, but knows what was asked of it. */
export const powerSaveBlocker = loud('powerSaveBlocker', {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    blockers.add(++lastBlocker);
    return lastBlocker;
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
});

const bounds = { x: 0, y: 0, ...display };
const primary = { id: 1, bounds, workArea: bounds, size: display, scaleFactor: 1, rotation: 0 };

/** One display, the kiosk's. */
export const screen = loud('screen', {
  getPrimaryDisplay: () => primary,
  getAllDisplays: () => [primary],
});

class PowerMonitor extends LoudEmitter {
  constructor() {
    super('powerMonitor', ['suspend', 'resume', 'shutdown', 'lock-screen', 'unlock-screen']);
  }
}

/** The machine never sleeps here. */
export const powerMonitor = new PowerMonitor();
