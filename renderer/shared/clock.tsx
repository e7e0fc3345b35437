import { useEffect, useState } from 'react';

interface Props {
  readonly timeZone: string;
  readonly language: 'vi' | 'en';
}

/** The hour and the day at the site, whatever the machine's own time zone. */
export function Clock({ timeZone, language }: Props) {
  const now = useNow();
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const hour = now.toLocaleTimeString(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = now.toLocaleDateString(locale, { timeZone, weekday: 'long' });
  const day = now.toLocaleDateString('en-GB', { timeZone, day: '2-digit', month: '2-digit' });
  return (
    <div className="clock">
      <b>{hour}</b>
      <span>{`${weekday} ${day}`}</span>
    </div>
  );
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
