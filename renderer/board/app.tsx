import { useEffect, useMemo } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { type SiteOnScreen, useSite } from '../shared/use-site.ts';
import { asked, language, t } from './asked.ts';
import { Board } from './board.tsx';
import { type Hall, hallOf, placesOf } from './hall.ts';
import { useBoard } from './use-board.ts';
import { useVoice } from './voice/use-voice.ts';

/** The hall's board: numbers and counters, never a name. */
export function App({ hub }: { readonly hub: HubClient }) {
  const site = useSite(hub, asked.site);
  const hall = useMemo(() => site && hallOf(site, asked.zone), [site]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t('board.title')} · Một Chạm`;
  }, []);

  if (!site) return <p className="joining">{t('board.joining')}</p>;
  if (!hall) return <p className="joining">{t('board.noZone', { zone: asked.zone })}</p>;
  return <LiveHall site={site} hall={hall} />;
}

function LiveHall({ site, hall }: { readonly site: SiteOnScreen; readonly hall: Hall }) {
  const here = useMemo(() => placesOf(hall), [hall]);
  const { board, hubTime } = useBoard(here, asked.zone, asked.site);
  const { needsGesture, unlock } = useVoice(board.spoken, {
    ...site.queue.voice,
    zone: asked.zone ?? '',
    isMuted: asked.isMuted,
    bankUrl: '/voice',
  });
  const isSilent = needsGesture && !asked.isMuted;
  return <Board {...{ site, hall, board, hubTime }} panel={asked.panel} unlock={isSilent ? unlock : undefined} />;
}
