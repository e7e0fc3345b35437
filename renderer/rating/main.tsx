import '../shared/tokens.css';
import '../shared/tiles.css';
import './rating.css';
import { createRoot } from 'react-dom/client';
import { hubOverHttp } from '../shared/hub-client.ts';
import { App } from './app.tsx';

createRoot(document.getElementById('root')!).render(<App hub={hubOverHttp()} />);
