import type { Screen } from '../../core/contract/kiosk.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { Frame } from './frame.tsx';
import { useKiosk } from './use-kiosk.ts';
import './choosing.css';

type ChoosingScreen = Extract<Screen, { at: 'choosing' }>;

export function Choosing({ screen: { person, fault } }: { readonly screen: ChoosingScreen }) {
  const { t } = useKiosk();
  const you = person && t(`honorific.${person.honorific}`);
  const hero = (
    <>
      <h1>{you ? t('kiosk.choosing.headline', { you }) : t('kiosk.choosing.headlineWithoutCard')}</h1>
      <p className="hint">{t('kiosk.choosing.hint')}</p>
    </>
  );
  const greeting = person && { greeting: t('kiosk.choosing.greeting', { you, name: person.name }) };
  return (
    <Frame name="choosing" layout="question" step={2} {...greeting} hero={hero}>
      {fault && (
        <p className="notice" role="status">
          <Icon name="clock" />
          <span>
            <b>{t(`faults.${fault}.headline`)}.</b> {t(`faults.${fault}.action`)}
          </span>
        </p>
      )}
      <Services />
    </Frame>
  );
}

function Services() {
  const { site, say, send, t } = useKiosk();
  return (
    <div className="services">
      {site.services.map(({ id, icon, name, about }) => (
        <Button
          key={id}
          kind="second"
          className="service"
          testId={`service-${id}`}
          onPress={() => send({ type: 'service-chosen', service: id })}
        >
          <span className="service-icon">
            <Icon name={icon} />
          </span>
          <b>{say(name)}</b>
          <small>{say(about)}</small>
        </Button>
      ))}
      <Button kind="quiet" icon="back" className="leave" testId="leave" onPress={() => send({ type: 'left' })}>
        {t('kiosk.leave')}
      </Button>
    </div>
  );
}
