import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../source/text/width.ts';
import { keys } from '../../helpers/keys.ts';
import { sizes, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';
import { host, replay, watcher } from '../apps.tsx';
import {
  type Phase,
  lobby,
  open,
  place,
  podium,
  question,
  ready,
  reveal,
  stage,
  standings,
  withLongCode,
} from '../stages.ts';

const hostLeft = { type: 'bye', code: 'host-left', message: 'The host has closed the game.' } as const;
const ended = { type: 'bye', code: 'ended', message: 'The game has ended.' } as const;

const phases = [lobby(), ready(), open(), open(withLongCode(question)), reveal(), standings(), podium()].map(
  (phase): [string, Phase] => [phase.phase, phase],
);

describe.each(sizes)("the watcher's screen on $columns × $rows", (size) => {
  it.each(phases)("looks like the host's without its keys: %s", (_, phase) => {
    const shown = stage(phase);
    const { rows } = watcher(shown, size);
    expect(rows().slice(0, -1)).toEqual(host(shown, size).rows().slice(0, -1));
    expect(rows().at(-1)?.replaceAll(/\W+/gu, ' ').trim()).toMatch(/^(?:code )?q quit keys$/u);
  });

  it.each(phases)('fits a replay: %s', (_, phase) => {
    const { rows } = replay(stage(phase), {}, size);
    expect(rows()).toHaveLength(size.rows);
    for (const row of rows()) expect(widthOf(row)).toBeLessThanOrEqual(size.columns);
    expect(rows().at(-1)).toMatch(/space\W+next.*(?:q\W+quit|\[ \]\W+code\W+\?\W+keys)/u);
    expect(rows()[0]).toContain('5 of 41');
  });

  it('says that it is connecting', () => {
    expect(watcher(null, size).screen()).toContain('Connecting to the game…');
  });

  it('keeps the stage while it reconnects, and says so', async () => {
    const { source, shows, screen } = watcher(stage(open()), size);
    source.update({ connection: 'reconnecting' });
    await shows(size.columns < 60 ? 'reconnecting…' : 'connection lost, reconnecting…');
    expect(screen()).toContain('426');
    expect(screen()).toContain('482913');
  });

  it.each([
    ['interrupted', 'interrupted'],
    ['running', 'still running'],
  ] as const)('says why a replay stops: the game is %s', (stop, said) => {
    const { rows } = replay(stage(open()), { phase: 40, stop }, size);
    expect(rows()[0]).toContain(said);
    expect(rows()[0]).toContain('41 of 41');
    expect(rows().at(-1)).not.toContain('next');
  });

  it('shows the lobby of a replay without a way to join', () => {
    const { screen } = replay(stage(lobby(['Ada', 'Linus']), 2), { phase: 0 }, size);
    expect(screen()).toContain('HTTP and WebSockets');
    expect(screen()).toContain('2 players');
    expect(screen()).toContain('16 questions');
    expect(screen()).toContain('Linus   Ada');
    expect(screen()).not.toMatch(/PIN|join|back/u);
  });
});

describe('a watcher', () => {
  it('has no keys that affect the game', async () => {
    const { source, outcomes, press } = watcher(stage(open()));
    press(` pskler1a${keys.enter}${keys.right}${keys.left}`);
    press('q');
    await until(() => outcomes).toEqual([{ type: 'quit' }]);
    expect(source.asked).toEqual([]);
  });

  it('quits with q, even while connecting, and is interrupted by Ctrl+C', async () => {
    const first = watcher(null);
    first.press('q');
    await until(() => first.outcomes).toEqual([{ type: 'quit' }]);
    const second = watcher(stage(open()));
    second.press(keys.ctrlC);
    await until(() => second.outcomes).toEqual([{ type: 'interrupted' }]);
  });

  it('is told at once if there is no game to watch', async () => {
    const { source, outcomes } = watcher(null);
    const end = { type: 'failure', message: 'Wrong PIN.' } as const;
    source.update({ connection: 'closed', end });
    await until(() => outcomes).toEqual([{ type: 'ended', end }]);
  });

  it('keeps the podium of an ended game until q', async () => {
    const { source, outcomes, press, screen } = watcher(stage(podium([place(1, 'Ada', 2840)])));
    source.update({ connection: 'closed', end: ended });
    press(' x');
    press('q');
    await until(() => outcomes).toEqual([{ type: 'ended', end: ended }]);
    expect(screen()).toContain('Ada');
  });

  it('sees why the game was closed, until q', async () => {
    const { source, outcomes, press, shows, screen } = watcher(stage(open()));
    source.update({ connection: 'closed', end: hostLeft });
    await shows('The host has closed the game.');
    expect(screen()).not.toContain('426');
    press('q');
    await until(() => outcomes).toEqual([{ type: 'ended', end: hostLeft }]);
  });

  it.each(sizes)('sees the game again once it resumes, on $columns × $rows', async (size) => {
    const { source, shows, screen } = watcher(stage(open()), size);
    source.update({ connection: 'waiting', end: hostLeft });
    await shows('The host has closed the game.');
    expect(screen().replaceAll(/\s+/gu, ' ')).toContain("If it resumes, you'll see it here automatically.");
    source.update({ connection: 'open', end: null });
    await shows('426');
    expect(screen()).not.toContain('If it resumes');
  });

  it('can type the new PIN once the host has drawn one', async () => {
    const { source, shows, rows, press, outcomes } = watcher(stage(open()));
    source.update({ connection: 'new-pin', end: { type: 'failure', message: 'The game has a new PIN.' } });
    await shows(/The game has a new PIN\..*Press Enter to type it\./su);
    expect(rows().at(-1)).toMatch(/Enter\W+type the new PIN.*q\W+quit/u);
    press(keys.enter);
    await until(() => outcomes).toEqual([{ type: 'pin-needed' }]);
  });

  it.each([open(withLongCode(question)), reveal(withLongCode(question))])(
    'can scroll code that does not fit',
    async (phase) => {
      const { press, rows, shows, screen } = watcher(stage(phase), usualSize);
      expect(rows().at(-1)).toContain('code');
      expect(screen()).toMatch(/1-\d+ of 60/u);
      press(keys.pageDown);
      await shows(/[2-9]-\d+ of 60/u);
    },
  );
});

describe("the list of a watcher's keys", () => {
  it('opens and closes with a question mark', async () => {
    const { press, shows } = watcher(stage(open()));
    press('?');
    await shows('stop watching');
    press('?');
    await shows('200');
  });
});

describe('the keys of a replay', () => {
  it('move from phase to phase, and play', async () => {
    const { source, press } = replay(stage(open()));
    press(' ');
    press(keys.enter);
    press(keys.right);
    press(keys.left);
    press(keys.backspace);
    press(keys.home);
    press(keys.end);
    press('p');
    await until(() => source.asked).toEqual([
      'next',
      'next',
      'next',
      'back',
      'back',
      'first',
      'last',
      'toggle-play',
    ]);
  });

  it('say whether they play or stop', () => {
    expect(replay(stage(open()), { isPlaying: true }).rows().at(-1)).toMatch(/p\W+stop/u);
    expect(replay(stage(open())).rows().at(-1)).toMatch(/p\W+play in real time/u);
  });
});

describe('a replay', () => {
  it('shows a warning about its journal', () => {
    const warning = 'The last line was not written to its end.';
    expect(replay(stage(open()), {}, usualSize, { warning }).screen()).toContain(warning);
  });
});
