import { useEffect, useRef } from 'react';
import type { KioskView, Screen, Touch } from '../../core/contract/kiosk.ts';
import type { Fault } from '../../core/faults.ts';
import { never } from '../../core/result.ts';
import { tinh } from '../shared/sound.ts';
import { textIn } from '../text/text.ts';
import { Choosing } from './choosing.tsx';
import { Confirming } from './confirming.tsx';
import type { KioskSite } from './connect.ts';
import { Done } from './done.tsx';
import { Issuing } from './issuing.tsx';
import { Keying } from './keying.tsx';
import { Printing } from './printing.tsx';
import { Rating } from './rating/rating.tsx';
import { Thanked } from './rating/thanked.tsx';
import { Reading } from './reading.tsx';
import { Stopped } from './stopped.tsx';
import { useComfort } from './use-comfort.ts';
import { type Kiosk, KioskContext } from './use-kiosk.ts';
import { Welcome } from './welcome.tsx';
import '../shared/tokens.css';
import '../shared/tiles.css';
import './kiosk.css';

interface Props {
  readonly view: KioskView;
  readonly site: KioskSite;
  readonly send: (touch: Touch) => void;
}

const touchedEveryMs = 2000;

/** The citizen's screen: a picture of one view of the machine. */
export function App({ view, site, send }: Props) {
  const { at } = view.screen;
  const comfort = useComfort(at);
  useSounds(at);
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);

  function stillHere(): void {
    const now = performance.now();
    if (now - touchedAt.current < touchedEveryMs) return;
    touchedAt.current = now;
    send({ type: 'touched' });
  }

  const { language } = comfort;
  const kiosk: Kiosk = { site, view, send, ...comfort, t: textIn(language), say: (words) => words[language] };
  return (
    <KioskContext value={kiosk}>
      <div
        className="kiosk"
        data-screen={at}
        data-fault={faultOn(view.screen)}
        data-reader={view.health.reader}
        data-printer={view.health.printer.state}
        onPointerDownCapture={stillHere}
      >
        {picture(view.screen)}
      </div>
    </KioskContext>
  );
}

function faultOn(screen: Screen): Fault | undefined {
  if (screen.at === 'done') return 'fault' in screen.paper ? screen.paper.fault : undefined;
  return 'fault' in screen ? screen.fault : undefined;
}

function picture(screen: Screen) {
  switch (screen.at) {
    case 'welcome':
      return <Welcome />;
    case 'keying':
      return <Keying screen={screen} />;
    case 'reading':
      return <Reading screen={screen} />;
    case 'confirming':
      return <Confirming screen={screen} />;
    case 'choosing':
      return <Choosing screen={screen} />;
    case 'issuing':
      return <Issuing />;
    case 'printing':
      return <Printing screen={screen} />;
    case 'done':
      return <Done screen={screen} />;
    case 'stopped':
      return <Stopped screen={screen} />;
    case 'rating':
      return <Rating screen={screen} />;
    case 'thanked':
      return <Thanked />;
    default:
      return never(screen);
  }
}

/** "Tinh" when the card has been read, when the number is there, and when a rating is kept. */
function useSounds(at: Screen['at']): void {
  useEffect(() => {
    if (at === 'confirming' || at === 'done' || at === 'thanked') tinh();
  }, [at]);
}
