import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../helpers/browser.ts';
import { PageAlbum } from '../helpers/page-album.ts';
import { tour } from '../helpers/page-tour.ts';
import { phoneGame } from '../helpers/phone-game.ts';
import type { PhoneOptions } from '../helpers/phone.ts';
import { choiceQuestion } from '../helpers/questions.ts';

const small = { width: 320, height: 568 };
const usual = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800, isDesktop: true };

const checked: readonly PhoneOptions[] = [
  { ...small, colorScheme: 'dark' },
  { width: 320, height: 640, colorScheme: 'light', fontSize: 32 },
  { ...usual, colorScheme: 'light' },
  { ...desktop, colorScheme: 'dark' },
];

describe.skipIf(!hasBrowser())('each screen of the page', { timeout: 240_000 }, () => {
  it('is accessible, even with text at twice the size, and fits phones and desktops', async () => {
    const found: string[] = [];
    await tour(checked, async (screen, phones) => {
      for (const [index, phone] of phones.entries()) {
        const problems = [
          ...(await phone.violations()),
          ...(await phone.cutOff()),
          ...(await phone.overlaps()),
        ];
        found.push(...problems.map((problem) => `${screen}, ${JSON.stringify(checked[index])}: ${problem}`));
      }
    });
    expect(found).toEqual([]);
  });
});

describe.skipIf(!hasBrowser())('motion on the page', { timeout: 240_000 }, () => {
  it('is there on some screens, and on none if the player prefers it reduced', async () => {
    const still: string[] = [];
    const moving = new Set<string>();
    await tour([{}, { hasMotion: true }], async (screen, [first, second]) => {
      const seen = new Set<string>();
      const look = async () => {
        for (const motion of (await second?.motions()) ?? []) seen.add(motion);
        return [...seen];
      };
      await expect
        .poll(look, { timeout: 10_000 })
        .toEqual(expect.arrayContaining([...(MOTIONS.get(screen) ?? [])]));
      for (const motion of seen) moving.add(motion);
      still.push(...((await first?.motions()) ?? []).map((motion) => `${screen}: ${motion}`));
    });
    expect(still).toEqual([]);
    expect(moving).toEqual(new Set([...MOTIONS.values()].flat()));
  });
});

/** What moves on some of the screens of the tour. */
const MOTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['question, choice', ['time-bar-rest transform']],
  ['reveal, choice', ['grow']],
  ['podium', ['rise', 'fall']],
]);

describe.skipIf(!hasBrowser())('a clock that ticks', { timeout: 120_000 }, () => {
  it('moves nothing else on the screen', async () => {
    const { host, ada } = await phoneGame({ questions: [choiceQuestion({ time: 12 })] });
    await host.openFirstQuestion();
    await ada.isAsked();
    await host.count('time-passed', 1);
    await ada.shifts();
    const before = await ada.boxes();
    // From two digits to one.
    await ada.shows(/^9 s$/u);
    expect(await ada.boxes()).toEqual(before);
    expect(await ada.shifts()).toEqual([]);
  });
});

/** The folder for pictures of all screens. Without it, none are taken. */
const folder = process.env['TERMQUIZ_PICTURES'];

describe.skipIf(folder === undefined)('pictures of each screen of the page', { timeout: 600_000 }, () => {
  it('are taken in three sizes and both colour schemes', async () => {
    const schemes = ['dark', 'light'] as const;
    const options = [small, usual, desktop].flatMap((size) =>
      schemes.map((colorScheme) => ({ ...size, colorScheme })),
    );
    const album = new PageAlbum(options);
    await tour(options, async (screen, phones) => album.add(screen, phones));
    await album.write(folder ?? '');
  });
});
