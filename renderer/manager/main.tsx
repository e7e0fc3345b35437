import '../shared/tokens.css';
import '../shared/tiles.css';
import './manager.css';
import './charts/charts.css';
import './charts/heat-map.css';
import { createRoot } from 'react-dom/client';
import { hubOverHttp } from '../shared/hub-client.ts';
import { App } from './app.tsx';

createRoot(document.getElementById('root')!).render(<App hub={hubOverHttp()} />);
