import type { Parts } from './parts.ts';
import { hub } from './routes/asking.ts';
import { boardRoutes } from './routes/board.ts';
import { counterRoutes } from './routes/counter.ts';
import { kioskRoutes } from './routes/kiosk.ts';
import { managerRoutes, ratingRoutes } from './routes/manager.ts';
import { remoteRoutes, slipRoutes, uplinkRoutes } from './routes/remote.ts';
import { staffRoutes } from './routes/staff.ts';

export type HubRouter = ReturnType<typeof hubRouter>;

/** The contract over its parts: who asks is proved in the routes, what is decided is decided behind them. */
export function hubRouter(parts: Parts) {
  return hub.router({
    kiosk: kioskRoutes(parts),
    staff: staffRoutes(parts),
    counter: counterRoutes(parts),
    board: boardRoutes(parts),
    remote: remoteRoutes(parts),
    slip: slipRoutes(parts),
    uplink: uplinkRoutes(parts),
    manager: managerRoutes(parts),
    rating: ratingRoutes(parts),
  });
}
