import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Touch } from '../../core/contract/kiosk.ts';
import { App } from './app.tsx';
import { follow, type Picture } from './connect.ts';
import { Restarting } from './restarting.tsx';

function Kiosk() {
  const [picture, setPicture] = useState<Picture>();
  useEffect(() => {
    const stop = new AbortController();
    void follow(setPicture, stop.signal);
    return () => stop.abort();
  }, []);
  if (!picture) return <Restarting />;
  const { view, site, client } = picture;
  // A touch that is lost with the line is made again by the citizen, on the screen that follows.
  const send = (touch: Touch) => void client.touch(touch).catch(() => {});
  return <App view={view} site={site} send={send} />;
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <Kiosk />
  </StrictMode>,
);
