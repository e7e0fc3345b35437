import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';
import type { Page } from './page.ts';
import { answerFor, everyShownUrl, ownUrl, shownUrl } from './session.ts';
import type { WebContents } from './web-contents.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

/** Electron's permissions, by the names that Chromium has for them. */
const permissions: Record<string, string[]> = {
  media: ['camera', 'microphone'],
  geolocation: ['geolocation'],
  notifications: ['notifications'],
  'clipboard-read': ['clipboard-read'],
  midi: ['midi'],
};

/** What is stopped on its way: the app's own schemes, and every document (a navigation may be refused). */
export const stoppedRequests: Protocol.Fetch.RequestPattern[] = [
  { urlPattern: everyShownUrl },
  { urlPattern: '*', resourceType: 'Document' },
];

/** Answers one stopped request as Electron would: refused by a navigation guard, by the app's own handler, or let go. */
export async function answerRequest(contents: WebContents, page: Page, paused: Paused): Promise<void> {
  const { requestId, request, resourceType } = paused;
  const url = ownUrl(request.url);
  const fail = (errorReason: Protocol.Network.ErrorReason) =>
    page.send('Fetch.failRequest', { requestId, errorReason });
  if (resourceType === 'Document') {
    const isMainFrame = paused.frameId === page.targetId;
    if (!contents.mayNavigate(url, isMainFrame)) return void (await fail('Aborted'));
    if (isMainFrame) await setPermissions(contents, page, url);
  }
  const answer = answerFor(url);
  if (!answer) {
    if (url === request.url) await page.send('Fetch.continueRequest', { requestId });
    else await fail('NameNotResolved');
    return;
  }
  try {
    await page.send('Fetch.fulfillRequest', {
      requestId,
      ...(await readAnswer(await answer(toRequest(url, request)))),
    });
  } catch (error) {
    console.error('the app threw while answering', url, error);
    await fail('Failed');
  }
}

function toRequest(url: string, { method, headers, postData }: Protocol.Network.Request): Request {
  return new Request(url, { method, headers, ...(postData === undefined ? {} : { body: postData }) });
}

async function readAnswer(response: Response) {
  const csp = response.headers.get('content-security-policy') ?? '';
  if (/\bapp:/.test(csp)) throw new Error("the stand-in cannot honour app: in a policy; 'self' means the same");
  return {
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  };
}

/** Chromium asks nobody when a page wants the camera; so the app is asked when the page loads. */
async function setPermissions(contents: WebContents, page: Page, url: string): Promise<void> {
  const { origin } = new URL(shownUrl(url));
  if (origin === 'null') return;
  for (const [permission, names] of Object.entries(permissions)) {
    const setting = (await isGranted(contents, permission, url)) ? 'granted' : 'denied';
    for (const name of names)
      await page.cdp.send('Browser.setPermission', { permission: { name }, setting, origin }).catch(() => {});
  }
}

/** Electron grants everything to everybody until it is told otherwise. */
async function isGranted(contents: WebContents, permission: string, url: string): Promise<boolean> {
  const ask = contents.session.permissionHandler;
  if (!ask) return true;
  const details = { requestingUrl: url, securityOrigin: url, isMainFrame: true, mediaTypes: ['video', 'audio'] };
  return new Promise((resolve) => ask(contents, permission, resolve, details));
}
