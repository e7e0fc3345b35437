import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icons.tsx';
import { Frame } from '../frame.tsx';
import { PatienceBar } from '../patience-bar.tsx';
import { useKiosk } from '../use-kiosk.ts';
import './thanked.css';

export function Thanked() {
  const { t, send } = useKiosk();
  const hero = (
    <div className="centred thanked" role="status">
      <Icon name="heart" />
      <h1>{t('kiosk.rating.thanks')}</h1>
      <p className="hint">{t('kiosk.rating.thanksHint')}</p>
    </div>
  );
  return (
    <Frame name="thanked" layout="picture" hero={hero}>
      <div className="actions">
        <Button kind="primary" testId="leave" onPress={() => send({ type: 'left' })}>
          {t('kiosk.done.finish')}
        </Button>
      </div>
      <PatienceBar />
    </Frame>
  );
}
