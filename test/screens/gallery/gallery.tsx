import { createRoot } from 'react-dom/client';
import type { KioskView, Touch } from '../../../core/contract/kiosk.ts';
import { App } from '../../../renderer/kiosk/app.tsx';
import { Restarting } from '../../../renderer/kiosk/restarting.tsx';
import { site } from './site.ts';

declare global {
  interface Window {
    /** Shows one view, or the screen of a lost line. */
    show(view: KioskView | undefined): void;
    /** What the screen has asked of the machine, but for "still here". */
    sent: Touch[];
    touches: number;
  }
}

const root = createRoot(document.getElementById('root') as HTMLElement);
window.sent = [];
window.touches = 0;

function send(touch: Touch): void {
  if (touch.type === 'touched') window.touches += 1;
  else window.sent.push(touch);
}

window.show = (view) => root.render(view ? <App view={view} site={site} send={send} /> : <Restarting />);
window.show(undefined);
