import { createRoot } from 'react-dom/client';
import { hubOverHttp } from '../shared/hub-client.ts';
import { App } from './app.tsx';
import '../shared/tokens.css';
import '../shared/tiles.css';
import './counter.css';
import './desk.css';

createRoot(document.getElementById('root')!).render(<App hub={hubOverHttp()} />);
