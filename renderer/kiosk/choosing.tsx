import type { Screen } from '../../core/contract/kiosk.ts';
import type { Fault } from '../../core/faults.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { Frame } from './frame.tsx';
import { opensWords } from './opens-words.ts';
import { useKiosk } from './use-kiosk.ts';
import './choosing.css';

type ChoosingScreen = Extract<Screen, { at: 'choosing' }>;

export function Choosing({ screen: { person, fault, opensAt } }: { readonly screen: ChoosingScreen }) {
  const { t } = useKiosk();
  const you = person && t(`honorific.${person.honorific}`);
  const hero = (
    <>
      <h1>{you ? t('kiosk.choosing.headline', { you }) : t('kiosk.choosing.headlineWithoutCard')}</h1>
      <p className="hint">{t(fault ? `faults.${fault}.action` : 'kiosk.choosing.hint')}</p>
    </>
  );
  const greeting = person && { greeting: t('kiosk.choosing.greeting', { you, name: person.name }) };
  return (
    <Frame name="choosing" layout="question" step={2} {...greeting} hero={hero}>
      {fault ? <Notice fault={fault} opensAt={opensAt} /> : <PrinterNotice />}
      <Services />
    </Frame>
  );
}

function Notice({ fault, opensAt }: { readonly fault: Fault; readonly opensAt: string | undefined }) {
  const { site, language, t } = useKiosk();
  const opens = opensAt && opensWords(opensAt, new Date(), site.timeZone, language);
  return (
    <p className="notice" role="status">
      <Icon name="clock" />
      <span>
        <b>{t(`faults.${fault}.headline`)}.</b> {opens}
      </span>
    </p>
  );
}

/** That there will be no paper, before a number is asked for; it is given all the same. */
function PrinterNotice() {
  const { view, t } = useKiosk();
  const { printer } = view.health;
  if (printer.state === 'ready') return null;
  return (
    <p className="notice is-about-paper" role="status" data-testid="no-paper">
      <Icon name="slip" />
      <span>
        <b>{t(`faults.${printer.fault}.headline`)}.</b> {t('kiosk.choosing.noPaper')}
      </span>
    </p>
  );
}

function Services() {
  const { site, say, send, language, t } = useKiosk();
  return (
    <div className="services">
      {site.services.map(({ id, icon, name, about }) => (
        <Button
          key={id}
          kind="second"
          className="service"
          testId={`service-${id}`}
          onPress={() => send({ type: 'service-chosen', service: id, language })}
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
