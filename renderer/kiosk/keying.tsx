import { useState } from 'react';
import type { Screen } from '../../core/contract/kiosk.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { FaultWords } from './fault-words.tsx';
import { Frame } from './frame.tsx';
import { LiftedCard, PlaceCard, ShowCode } from './pictures.tsx';
import { Typing } from './typing.tsx';
import { useKiosk } from './use-kiosk.ts';
import './keying.css';

type KeyingScreen = Extract<Screen, { at: 'keying' }>;

export function Keying({ screen }: { readonly screen: KeyingScreen }) {
  const [isTyping, setTyping] = useState(false);
  if (!screen.hasKey && isTyping) {
    return <Typing withDays={screen.fault === 'access-key-wrong'} onEnd={() => setTyping(false)} />;
  }
  return screen.hasKey ? (
    <WaitingForCard screen={screen} />
  ) : (
    <WaitingForKey screen={screen} type={() => setTyping(true)} />
  );
}

function WaitingForCard({ screen: { fault } }: { readonly screen: KeyingScreen }) {
  const { t } = useKiosk();
  const hero = fault ? (
    <>
      <LiftedCard />
      <FaultWords fault={fault} />
    </>
  ) : (
    <>
      <h1>{t('kiosk.keying.placeCard')}</h1>
      <p className="hint">{t('kiosk.keying.placeCardHint')}</p>
      <PlaceCard />
    </>
  );
  return (
    <Frame name="keying-card" layout="picture" tone={fault ? 'amber' : 'teal'} hero={hero}>
      <p className="note">
        <Icon name="card" />
        {t('kiosk.keying.flat')}
      </p>
      <Waiting words={t('kiosk.keying.waiting')} />
      <WaysOut />
    </Frame>
  );
}

function WaitingForKey({ screen, type }: { readonly screen: KeyingScreen; readonly type: () => void }) {
  const { t } = useKiosk();
  const { fault, hasCard } = screen;
  const hero = (
    <>
      {fault ? (
        <FaultWords fault={fault} />
      ) : (
        <>
          <h1>{t('kiosk.keying.showCode')}</h1>
          <p className="hint">{t('kiosk.keying.showCodeHint')}</p>
        </>
      )}
      <ShowCode />
    </>
  );
  return (
    <Frame name="keying-code" layout="picture" tone={fault ? 'amber' : 'teal'} hero={hero}>
      {hasCard ? (
        <p className="waiting is-seen">
          <Icon name="check" />
          {t('kiosk.keying.cardSeen')}
        </p>
      ) : (
        <Waiting words={t('kiosk.keying.waitingCode')} />
      )}
      <Button kind="second" icon="keypad" testId="type-digits" onPress={type}>
        {t('kiosk.keying.typeDigits')}
      </Button>
      <WaysOut />
    </Frame>
  );
}

function Waiting({ words }: { readonly words: string }) {
  return (
    <p className="waiting">
      <Icon name="waves" />
      {words}
    </p>
  );
}

function WaysOut() {
  const { t, send } = useKiosk();
  return (
    <div className="actions ways-out">
      <Button kind="second" icon="touch" testId="skip-card" onPress={() => send({ type: 'card-skipped' })}>
        {t('kiosk.skipCard')}
      </Button>
      <Button kind="quiet" icon="back" testId="leave" onPress={() => send({ type: 'left' })}>
        {t('kiosk.leave')}
      </Button>
    </div>
  );
}
