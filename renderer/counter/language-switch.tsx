import { useText } from './use-text.ts';

/** Named in the language that it leads to. */
export function LanguageSwitch() {
  const { language, setLanguage } = useText();
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className="pill" lang={other} data-testid="language" onClick={() => setLanguage(other)}>
      {other === 'en' ? 'English' : 'Tiếng Việt'}
    </button>
  );
}
