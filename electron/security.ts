import { app, type Session } from 'electron';

/** The one origin that the kiosk's windows may show. */
export const ORIGIN = 'app://kiosk';

/** Every lock on what a page may do, in one place (Electron security checklist, items 5, 12, 13, 14). */
export function lockContents(): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${ORIGIN}/`)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** No page is given a permission that it was not given here; today none is needed. */
export function lockPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
