import type { Heat } from '../../../core/contract/manager.ts';
import { useText } from '../../counter/use-text.ts';
import { minutesOf, weekdayWords } from '../times.ts';

/** From rice paper to night: the longer the wait, the darker; the minutes stand in each field. */
const shades = ['#eef5f4', '#cfe6e4', '#9cc7c4', '#5f9a9b', '#2a6f78', '#0b5560', '#062f36'];
const lightFrom = 3;

/** Mean waits by weekday and hour. Fields of fewer than five people are hatched. */
export function HeatMap({ heat }: { readonly heat: Heat }) {
  const { t } = useText();
  const hours = [...new Set(heat.cells.map(({ hour }) => hour))].sort((a, b) => a - b);
  const weekdays = [...new Set(heat.cells.map(({ weekday }) => weekday))].sort((a, b) => a - b);
  const longest = Math.max(1, ...heat.cells.map(({ meanMs = 0 }) => minutesOf(meanMs)));
  if (hours.length === 0) return <p className="nothing">{t('manager.nothing')}</p>;
  const shadeOf = (minutes: number) => Math.min(shades.length - 1, Math.floor((minutes / longest) * shades.length));
  return (
    <table className="heat" data-testid="heat">
      <thead>
        <tr>
          <td />
          {hours.map((hour) => (
            <th key={hour} scope="col">
              {hour}h
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((weekday) => (
          <tr key={weekday}>
            <th scope="row">{weekdayWords(weekday, t)}</th>
            {hours.map((hour) => {
              const cell = heat.cells.find((one) => one.weekday === weekday && one.hour === hour);
              if (!cell) return <td key={hour} className="heat-none" />;
              if (cell.meanMs === undefined)
                return (
                  <td
                    key={hour}
                    className="heat-few"
                    title={t(cell.people === 'few' ? 'manager.fewPeople' : 'manager.hiddenHint')}
                  >
                    {cell.people === 'few' ? t('manager.few') : '·'}
                  </td>
                );
              const minutes = minutesOf(cell.meanMs);
              const shade = shadeOf(minutes);
              return (
                <td key={hour} className={`shade-${shade}`} data-light={shade >= lightFrom}>
                  {minutes}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
