import { Frame } from './frame.tsx';
import { useKiosk } from './use-kiosk.ts';
import './working.css';

interface Props {
  readonly name: string;
  readonly headline: string;
}

/** The machine is at work, and the citizen waits a moment. */
export function Working({ name, headline }: Props) {
  const { t } = useKiosk();
  const hero = (
    <div className="centred working" role="status">
      <i className="spinner" />
      <h1>{headline}</h1>
      <p className="hint">{t('kiosk.issuing.hint')}</p>
    </div>
  );
  return <Frame name={name} layout="picture" tone="night" hero={hero} />;
}
