import '../shared/tokens.css';
import '../shared/tiles.css';
import './slip.css';
import { createRoot } from 'react-dom/client';
import { hubOverHttp } from '../shared/hub-client.ts';
import { App } from './app.tsx';

/** `/p/<ticket's id>` */
const ticketId = location.pathname.split('/').at(-1) ?? '';

createRoot(document.getElementById('root')!).render(<App hub={hubOverHttp()} ticketId={ticketId} />);
