import type { HubClient } from '../shared/hub-client.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';

/** What every page of the manager is given. */
export interface PageProps {
  readonly hub: HubClient;
  readonly site: SiteOnScreen;
  readonly endSession: () => void;
}
