import { Frame } from './frame.tsx';
import { useKiosk } from './use-kiosk.ts';
import './issuing.css';

export function Issuing() {
  const { t } = useKiosk();
  const hero = (
    <div className="working" role="status">
      <i className="spinner" />
      <h1>{t('kiosk.issuing.headline')}</h1>
      <p className="hint">{t('kiosk.issuing.hint')}</p>
    </div>
  );
  return <Frame name="issuing" layout="picture" tone="night" hero={hero} />;
}
