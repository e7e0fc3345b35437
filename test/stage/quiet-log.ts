import type { HubLog } from '../../hub/log.ts';

/** Only bugs are worth a line in a test. */
export const quietLog: HubLog = { note: () => {}, bug: (error) => console.error(error) };
