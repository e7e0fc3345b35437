import { Fragment } from 'react';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { textIn } from '../text/text.ts';
import { Frame } from './frame.tsx';
import { PlaceCard } from './pictures.tsx';
import { useKiosk } from './use-kiosk.ts';
import './welcome.css';

export function Welcome() {
  const { view, send, t } = useKiosk();
  const isResting = view.health.reader === 'faulty';
  return (
    <Frame name="welcome" layout="picture" hero={<Invitation isResting={isResting} />}>
      {view.health.printer.state === 'faulty' && (
        <p className="no-paper">
          <Icon name="slip" />
          {t('kiosk.welcome.noPaper')}
        </p>
      )}
      <Steps isResting={isResting} />
      <div className="without-card">
        {!isResting && <h2>{t('kiosk.welcome.withoutCard')}</h2>}
        <Button
          kind={isResting ? 'primary' : 'second'}
          icon="touch"
          className="skip-card"
          testId="skip-card"
          onPress={() => send({ type: 'card-skipped' })}
        >
          <span>
            <b>{t('kiosk.skipCard')}</b>
            <small>{t('kiosk.skipCardHint')}</small>
          </span>
        </Button>
      </div>
      <Button kind="plain" icon="heart" className="rate" testId="rate" onPress={() => send({ type: 'rating-asked' })}>
        {t('kiosk.rating.open')}
      </Button>
    </Frame>
  );
}

function Invitation({ isResting }: { readonly isResting: boolean }) {
  const { language, t } = useKiosk();
  const other = language === 'vi' ? 'en' : 'vi';
  const [headline, hint] = isResting
    ? (['kiosk.welcome.resting', 'kiosk.welcome.restingHint'] as const)
    : (['kiosk.welcome.headline', 'kiosk.welcome.where'] as const);
  return (
    <>
      <h1>{t(headline)}</h1>
      <p className="hint">{t(hint)}</p>
      <p className="other-language" lang={other}>
        {textIn(other)(headline)}
      </p>
      <PlaceCard isResting={isResting} />
    </>
  );
}

function Steps({ isResting }: { readonly isResting: boolean }) {
  const { t } = useKiosk();
  const steps = ['kiosk.welcome.steps.card', 'kiosk.welcome.steps.service', 'kiosk.welcome.steps.number'] as const;
  return (
    <ol className="steps">
      {(isResting ? steps.slice(1) : steps).map((step, index) => (
        <Fragment key={step}>
          {index > 0 && <Icon name="next" />}
          <li className={index === 0 ? 'is-first' : ''}>
            <i>{index + 1}</i>
            {t(step)}
          </li>
        </Fragment>
      ))}
    </ol>
  );
}
