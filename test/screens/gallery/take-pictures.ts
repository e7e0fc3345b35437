import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { landscape, openGallery, portrait, show } from './open-gallery.ts';
import { viewOf, views } from './views.ts';

// `node test/screens/gallery/take-pictures.ts [folder]`: every screen, both ways up, in both languages.
const dir = path.resolve(process.argv[2] ?? path.join(tmpdir(), 'mot-cham-screens'));
await mkdir(dir, { recursive: true });
const gallery = await openGallery();
for (const [way, size] of Object.entries({ portrait, landscape })) {
  for (const language of ['vi', 'en']) {
    const page = await gallery.open(size);
    await show(page, viewOf({ at: 'issuing', service: 'ket-qua' }));
    if (language === 'en') await page.getByTestId('language').click();
    for (const [name, view] of views) {
      if (view.screen.at === 'welcome' && language === 'en') {
        await show(page, view);
        await page.getByTestId('language').click();
      } else await show(page, view);
      if ((await page.getAttribute('html', 'lang')) !== language) await page.getByTestId('language').click();
      await page.screenshot({ path: path.join(dir, `${name}-${way}-${language}.png`), animations: 'disabled' });
    }
    await page.close();
  }
}
await gallery.close();
console.log(dir);
