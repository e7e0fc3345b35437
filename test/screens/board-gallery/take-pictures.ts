import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBoardGallery, show, ways } from './open-board-gallery.ts';
import { scenes } from './scenes.ts';

// `node test/screens/board-gallery/take-pictures.ts [folder]`: every scene on every panel, both ways up.
const dir = path.resolve(process.argv[2] ?? path.join(tmpdir(), 'mot-cham-board'));
await mkdir(dir, { recursive: true });
const gallery = await openBoardGallery();
for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
  for (const panel of [43, 50, 55, 65] as const) {
    for (const language of ['vi', 'en'] as const) {
      const page = await gallery.open({ way, panel, language });
      for (const [name, scene] of Object.entries(scenes)) {
        await show(page, scene);
        await page.screenshot({ path: path.join(dir, `${way}-${panel}-${language}-${name}.png`) });
      }
      await page.close();
    }
  }
}
await gallery.close();
console.log(dir);
