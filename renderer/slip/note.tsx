import { Icon, type IconName } from '../shared/icons.tsx';

interface Props {
  readonly tone: 'plain' | 'warn';
  readonly icon: IconName;
  readonly headline: string;
  readonly hint: string;
  readonly testId?: string;
}

/** Something to know beside the steps. */
export function Note({ tone, icon, headline, hint, testId }: Props) {
  return (
    <section className={`note note-${tone}`} role="status" data-testid={testId}>
      <Icon name={icon} />
      <div>
        <h2>{headline}</h2>
        <p>{hint}</p>
      </div>
    </section>
  );
}
