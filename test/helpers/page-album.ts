import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';
import type { Phone, PhoneOptions } from './phone.ts';

interface Picture {
  readonly caption: string;
  readonly png: Buffer;
}

/** Pictures of the screens of several phones, a sheet for each phone. */
export class PageAlbum {
  readonly #options: readonly PhoneOptions[];
  readonly #sheets: readonly Picture[][];

  constructor(options: readonly PhoneOptions[]) {
    this.#options = options;
    this.#sheets = options.map(() => []);
  }

  /** Takes a picture of each phone. */
  async add(screen: string, phones: readonly Phone[]): Promise<void> {
    for (const [index, phone] of phones.entries()) {
      const png = await phone.page.screenshot();
      this.#sheets[index]?.push({ caption: screen, png });
    }
  }

  /** Writes the sheets as WebP files. */
  async write(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    for (const [index, pictures] of this.#sheets.entries()) {
      const { width = 0, colorScheme = '' } = this.#options[index] ?? {};
      const shownWidth = Math.min(width, MAX_WIDTH);
      const columns = Math.floor(SHEET_WIDTH / shownWidth);
      writeFileSync(
        join(folder, `${width}-${colorScheme}.webp`),
        await drawSheet(pictures, shownWidth, columns),
      );
    }
  }
}

/** Larger pictures are made smaller, in pixels. */
const MAX_WIDTH = 640;
const SHEET_WIDTH = 2700;
/** Of the sheets, so that the repository stays small. */
const SCALE = 0.55;
const GAP = 12;

/** Puts pictures with captions side by side. Returns a WebP file. */
async function drawSheet(pictures: readonly Picture[], width: number, columns: number): Promise<Buffer> {
  const sheetWidth = columns * (width + GAP) + GAP;
  const context = await openBrowser({ viewport: { width: sheetWidth, height: 100 } });
  const page = await context.newPage();
  const figures = pictures.map(
    ({ caption, png }) =>
      `<figure><figcaption>${caption}</figcaption><img src="data:image/png;base64,${png.toString('base64')}"></figure>`,
  );
  await page.setContent(`<!doctype html><style>
    body { margin: 0; padding: ${GAP}px; background: #707070; color: #fff; font: bold 14px sans-serif;
      display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: ${GAP}px; }
    figure { margin: 0; }
    img { display: block; width: 100%; }
  </style>${figures.join('')}`);
  const height = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 60,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: sheetWidth, height, scale: SCALE },
  });
  return Buffer.from(data, 'base64');
}
