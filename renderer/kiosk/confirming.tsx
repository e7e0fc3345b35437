import type { Screen } from '../../core/contract/kiosk.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { Marked } from '../text/marked.tsx';
import { capital } from '../text/text.ts';
import { Frame } from './frame.tsx';
import { useKiosk } from './use-kiosk.ts';
import './confirming.css';

export function Confirming({ screen: { person } }: { readonly screen: Extract<Screen, { at: 'confirming' }> }) {
  const { t, send } = useKiosk();
  const you = t(`honorific.${person.honorific}`);
  return (
    <Frame name="confirming" layout="question" step={1} hero={<h1>{t('kiosk.confirming.headline', { you })}</h1>}>
      <div className="confirming">
        <div className="facts">
          <section className="person-card">
            <Icon name="person" />
            <div>
              <h2>{t('kiosk.confirming.person', { title: capital(you), name: person.name })}</h2>
              <p>
                <Marked text={t('kiosk.confirming.birthYear', { year: person.birthYear })} />
              </p>
              <p>
                <Marked text={t('kiosk.confirming.idNumber', { tail: person.idTail })} />
              </p>
            </div>
          </section>
          <p className="take-card">
            <Icon name="card" />
            {t('kiosk.confirming.takeCard', { you })}
          </p>
        </div>
        <p className="privacy">
          <Icon name="shield" />
          {t('kiosk.confirming.privacy')}
        </p>
        <div className="actions">
          <Button
            kind="primary"
            icon="check"
            className="yes"
            testId="confirm"
            onPress={() => send({ type: 'confirmed' })}
          >
            {t('kiosk.confirming.yes')}
          </Button>
          <Button kind="second" className="no" testId="deny" onPress={() => send({ type: 'left' })}>
            {t('kiosk.confirming.no')}
          </Button>
        </div>
      </div>
    </Frame>
  );
}
