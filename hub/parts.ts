import type { Site } from '../core/settings.ts';
import type { commandsIn } from './commands.ts';
import type { Feed } from './feed.ts';
import type { Ledger } from './ledger.ts';
import type { HubLog } from './log.ts';
import type { numbersIn } from './numbers.ts';
import type { remoteTicketsIn } from './remote.ts';
import type { DayCounts } from './reports/day-counts.ts';
import type { staffIn } from './staff.ts';
import type { Store } from './store/open.ts';
import type { takeInFor } from './take-in.ts';
import type { Waits } from './waits.ts';

/** What serves one site. */
export interface SiteParts {
  readonly site: Site;
  readonly ledger: Ledger;
  readonly numbers: ReturnType<typeof numbersIn>;
  readonly takeIn: ReturnType<typeof takeInFor>;
  readonly commands: ReturnType<typeof commandsIn>;
  readonly feed: Feed;
  readonly remote: ReturnType<typeof remoteTicketsIn>;
  readonly waits: Waits;
  readonly counts: DayCounts;
}

/** What a hub consists of: its sites by id, in the order of its settings, and what they share. */
export interface Parts {
  readonly sites: ReadonlyMap<string, SiteParts>;
  readonly store: Store;
  readonly staff: ReturnType<typeof staffIn>;
  readonly log: HubLog;
  readonly now: () => Date;
}
