import { textIn } from '../text/text.ts';
import '../shared/tokens.css';
import '../shared/tiles.css';
import './kiosk.css';
import './frame.css';
import './working.css';

/** The machine cannot be reached; nothing is known but that it will be back. */
export function Restarting() {
  const vi = textIn('vi');
  const en = textIn('en');
  return (
    <main className="kiosk tiles restarting" data-screen="restarting">
      <div className="centred working" role="status">
        <i className="spinner" />
        <h1>{vi('kiosk.restarting.headline')}</h1>
        <p>{vi('kiosk.restarting.hint')}</p>
        <p lang="en">
          {en('kiosk.restarting.headline')}. {en('kiosk.restarting.hint')}
        </p>
      </div>
    </main>
  );
}
