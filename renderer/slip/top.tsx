import { QueueNumber } from '../shared/queue-number.tsx';
import { Seal } from '../shared/seal.tsx';
import { type Language, textIn } from '../text/text.ts';
import type { SlipView } from './slip-view.ts';
import './top.css';

interface Props {
  readonly language: Language;
  readonly choose: (language: Language) => void;
  readonly view: SlipView | undefined;
}

/** The organisation and the number; gold while it is called. */
export function Top({ language, choose, view }: Props) {
  const t = textIn(language);
  return (
    <header className="top tiles">
      <div className="top-line">
        <Seal />
        <p className="organisation">{view?.organisation ?? 'Một Chạm'}</p>
        <LanguageSwitch {...{ language, choose }} />
      </div>
      {view && (
        <h1>
          <small>{t('slip.number')}</small>
          <QueueNumber number={view.number} testId="number" />
        </h1>
      )}
    </header>
  );
}

/** Named in the language that it leads to. */
function LanguageSwitch({ language, choose }: Pick<Props, 'language' | 'choose'>) {
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className="language" lang={other} data-testid="language" onClick={() => choose(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </button>
  );
}
