import '../../../renderer/shared/tokens.css';
import '../../../renderer/shared/tiles.css';
import '../../../renderer/board/board.css';
import { createRoot } from 'react-dom/client';
import { asked } from '../../../renderer/board/asked.ts';
import { Board } from '../../../renderer/board/board.tsx';
import { emptyBoard, hear } from '../../../renderer/board/board-state.ts';
import { hallOf, placesOf } from '../../../renderer/board/hall.ts';
import type { Scene } from './scenes.ts';

declare global {
  interface Window {
    showScene(scene: Scene): void;
  }
}

const root = createRoot(document.getElementById('root') as HTMLElement);

window.showScene = ({ site, zone, heard, isSilent }) => {
  const hall = hallOf(site, zone);
  if (!hall) throw new Error(`no zone ${zone}`);
  const board = heard.reduce((state, event) => hear(state, event, 0), emptyBoard(placesOf(hall)));
  const unlock = isSilent ? () => {} : undefined;
  root.render(
    <Board
      {...{ site, hall, board, unlock }}
      hubTime={() => new Date('2026-11-23T01:42:00Z')}
      panel={asked.panel}
      key={JSON.stringify(heard)}
    />,
  );
};
