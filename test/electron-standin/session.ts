import { LoudEmitter, loud } from './loud.ts';
import type { WebContents } from './web-contents.ts';

type AnswerRequest = (request: Request) => Response | Promise<Response>;
type PermissionHandler = (
  contents: WebContents,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: object,
) => void;

const schemes = new Set<string>();
const answers = new Map<string, AnswerRequest>();

/** Electron's protocol: own schemes, answered by the app. */
export const protocol = loud('protocol', {
  registerSchemesAsPrivileged(list: readonly { scheme: string }[]): void {
    for (const { scheme } of list) schemes.add(scheme);
  },
  handle(scheme: string, answer: AnswerRequest): void {
    if (!schemes.has(scheme)) throw new Error(`the stand-in knows privileged schemes only, and ${scheme} is none`);
    answers.set(scheme, answer);
  },
});

/** Electron's session. There is one, for every window. */
class Session extends LoudEmitter {
  readonly protocol = protocol;
  permissionHandler: PermissionHandler | undefined;

  constructor() {
    super('session', []);
  }

  setPermissionRequestHandler(handler: PermissionHandler): void {
    this.permissionHandler = handler;
  }

  // Nothing here asks these two: Chromium is told beforehand what is granted.
  setPermissionCheckHandler(_handler: unknown): void {}
  setDevicePermissionHandler(_handler: unknown): void {}
}

const defaultSession = new Session();

export const session = loud('session', { defaultSession });
export type { Session };

/** The app's answer to a URL of one of its own schemes. */
export function answerFor(url: string): AnswerRequest | undefined {
  return answers.get(url.slice(0, url.indexOf(':')));
}

// Chromium is not told of new schemes from outside, so app://kiosk is shown as https://kiosk.app.electron.invalid:
// a secure origin of its own, to which no request ever leaves the machine.
const shownHost = /^https:\/\/([a-z0-9-]+)\.([a-z0-9]+)\.electron\.invalid(?=[/:?#]|$)/;

export const everyShownUrl = 'https://*.electron.invalid/*';

/** The URL as the app knows it. */
export function ownUrl(url: string): string {
  return url.replace(shownHost, (_all, host: string, scheme: string) => `${scheme}://${host}`);
}

/** The URL as Chromium knows it. */
export function shownUrl(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/.exec(url);
  const [, scheme = '', host = '', rest = ''] = parts ?? [];
  return schemes.has(scheme) ? `https://${host}.${scheme}.electron.invalid${rest || '/'}` : url;
}
