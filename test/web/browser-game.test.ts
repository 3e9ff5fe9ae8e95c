import { describe, expect, it } from 'vitest';
import { createBrowserGame } from '../../source/web/game/browser-game.ts';
import { screenOf } from '../../source/web/screens/screen-name.ts';
import { ROOM } from '../helpers/games.ts';
import { bye, lobby, question, rejected, reveal, welcome, you } from '../helpers/scripted-server.ts';
import { FakeProfile, FakeTab } from './fake-browser.ts';

const PAGE = 'http://192.168.1.20:7849/';

const INFO = { name: 'termquiz', version: '0.1.0', protocol: 1, phase: 'lobby', title: 'A quiz' };

/** Opens the page in a tab. */
function open(tab: FakeTab) {
  return createBrowserGame(tab.browser, { clock: tab.clock, random: () => 0.5 });
}

/** Opens the page in a tab, joins, and sees the lobby. */
async function playing(profile = new FakeProfile()) {
  const tab = new FakeTab(PAGE, profile);
  const game = open(tab);
  game.join({ code: '482913', name: 'Ada' });
  tab.socket.open().deliver(welcome(), lobby(10, ['Ada']));
  await tab.settle();
  return { tab, game, profile };
}

/** Returns the token that a tab has sent first. */
function tokenIn({ socket }: FakeTab): unknown {
  return Reflect.get(socket.messages[0] ?? {}, 'token');
}

describe("the page's game", () => {
  it('joins over a WebSocket as soon as the first pong has arrived', async () => {
    const tab = new FakeTab(PAGE);
    const game = open(tab);
    game.join({ code: '482913', name: 'Ada', team: 'Reds' });
    tab.socket.emit('open');
    expect(tab.socket.messages).toEqual([]);
    tab.socket.pong();
    expect(tab.socket.messages).toEqual([
      {
        type: 'join',
        pin: '482913',
        name: 'Ada',
        team: 'Reds',
        token: expect.stringMatching(/^[\w-]{22}$/u),
      },
    ]);
    tab.socket.deliver(welcome(), lobby(10, ['Ada']));
    expect(game.seat.snapshot()).toMatchObject({ connection: 'open', transport: 'websocket' });
  });

  it('tells what the host says about the game', async () => {
    const tab = new FakeTab(PAGE);
    tab.response = { status: 200, body: JSON.stringify(INFO) };
    const game = open(tab);
    expect(game.info.snapshot()).toEqual({ status: 'loading', game: null, message: null });
    await tab.settle();
    expect(tab.requests).toEqual([`${PAGE}v1`]);
    expect(game.info.snapshot()).toMatchObject({ status: 'known', game: { title: 'A quiz' } });
  });

  it.each([
    ['nothing responds', null, /host's network/u],
    ['another program responds', { status: 200, body: '<h1>Hello</h1>' }, /Something other than the game/u],
    [
      'the game is newer than the page',
      { status: 200, body: JSON.stringify({ ...INFO, protocol: 2 }) },
      /Reload/u,
    ],
  ])('says why the game is unreachable if %s', async (_case, response, message) => {
    const tab = new FakeTab(PAGE);
    tab.response = response;
    const game = open(tab);
    await tab.settle();
    expect(game.info.snapshot()).toMatchObject({
      status: 'unreachable',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    [PAGE, `${PAGE}v1`],
    ['https://quiz.example.org/evening/?from=poster', 'https://quiz.example.org/evening/v1'],
  ])('is at the URL of the page %s', async (href, expected) => {
    const tab = new FakeTab(href);
    open(tab);
    await tab.settle();
    expect(tab.requests).toEqual([expected]);
  });

  it('asks about the game again when the device wakes up, until it joins', async () => {
    const tab = new FakeTab(PAGE);
    open(tab);
    tab.emit('online');
    tab.clock.advance(100);
    await tab.settle();
    expect(tab.requests).toHaveLength(2);
  });
});

describe("the code in the page's address", () => {
  it.each([
    ['#482913', '482913'],
    ['#k7qx-2m9p', 'k7qx-2m9p'],
    ['#K7QX%202M9P', 'K7QX 2M9P'],
    ['#%3Cscript%3E', ''],
    ['#%', ''],
    [`#${'9'.repeat(1000)}`, '9'.repeat(20)],
  ])('is taken from %s and removed from there', (hash, code) => {
    const tab = new FakeTab(`${PAGE}quiz/?a=1${hash}`);
    expect(open(tab).entry.snapshot().code).toBe(code);
    expect(tab.href).toBe(`${PAGE}quiz/?a=1`);
  });

  it('is read again, by loading the page again, if it changes before the player joins', () => {
    const tab = new FakeTab(PAGE);
    open(tab);
    tab.href = `${PAGE}#555555`;
    tab.emit('hashchange');
    expect(tab.reloads).toBe(1);
    expect(tab.href).toContain('#555555');
  });

  it('is only removed if it changes while the player plays', async () => {
    const { tab } = await playing();
    tab.href = `${PAGE}#555555`;
    tab.emit('hashchange');
    expect(tab.reloads).toBe(0);
    expect(tab.href).toBe(PAGE);
  });

  it('continues the seat of another device if it is a move code', () => {
    const tab = new FakeTab(`${PAGE}#K7QX2M9P`);
    const game = open(tab);
    expect(game.entry.snapshot().isReturning).toBe(true);
    expect(tab.socket.open().messages).toMatchObject([{ type: 'continue', code: 'K7QX2M9P' }]);
  });

  it('falls back to the saved seat if the move code was used already', async () => {
    const { profile } = await playing();
    const tab = new FakeTab(`${PAGE}#K7QX2M9P`, profile);
    const game = open(tab);
    tab.socket.open().deliver(rejected('wrong-code'));
    await tab.settle();
    expect(game.entry.snapshot().isReturning).toBe(true);
    expect(tab.socket.open().messages).toMatchObject([{ type: 'resume' }]);
  });
});

describe('a seat saved in the browser', () => {
  it('is resumed after a reload, with the answer that was given', async () => {
    const before = await playing();
    const tab = new FakeTab(PAGE, before.profile);
    const game = open(tab);
    expect(game.entry.snapshot().isReturning).toBe(true);
    tab.socket.open();
    expect(tab.socket.messages).toEqual([{ type: 'resume', token: tokenIn(before.tab) }]);
    tab.socket.deliver(welcome(), question(20), you(20, { question: 0, answered: true, answer: 1 }));
    await tab.settle();
    expect(game.seat.snapshot()).toMatchObject({ connection: 'open', you: { answered: true, answer: 1 } });
    expect(game.entry.snapshot().isReturning).toBe(false);
  });

  it('is tried before the PIN of another game in the address, and the form is offered if it is gone', async () => {
    const { profile } = await playing();
    const tab = new FakeTab(`${PAGE}#555555`, profile);
    const game = open(tab);
    tab.socket.open().deliver(rejected('unknown-token'));
    await tab.settle();
    expect(game.entry.snapshot()).toEqual({ code: '555555', name: 'Ada', team: '', isReturning: false });
    expect(game.seat.snapshot()).toMatchObject({ connection: 'idle', rejection: null });
    const reloaded = new FakeTab(PAGE, profile);
    expect(open(reloaded).entry.snapshot().isReturning).toBe(false);
  });

  it('is forgotten once the host has removed the player, and leaves a way to join again', async () => {
    const { profile } = await playing();
    const tab = new FakeTab(PAGE, profile);
    const game = open(tab);
    tab.socket.open().deliver(rejected('unknown-token', undefined, ROOM));
    await tab.settle();
    expect(game.seat.snapshot()).toMatchObject({ connection: 'removed', end: { type: 'failure' } });
    expect(screenOf(game.seat.snapshot(), game.entry.snapshot().isReturning)).toBe('end');
    game.startOver();
    const reloaded = new FakeTab(PAGE, profile);
    expect(open(reloaded).entry.snapshot()).toMatchObject({ name: 'Ada', isReturning: false });
  });

  it.each(['ended', 'moved'] as const)('is forgotten after %s', async (code) => {
    const { tab, profile } = await playing();
    tab.socket.deliver(bye(code));
    await tab.settle();
    expect(open(new FakeTab(PAGE, profile)).entry.snapshot()).toMatchObject({
      name: 'Ada',
      isReturning: false,
    });
  });

  it('is not taken back after the player has left, but is kept for the same name', async () => {
    const { tab, game, profile } = await playing();
    game.seat.leave();
    await tab.settle();
    const next = new FakeTab(PAGE, profile);
    const again = open(next);
    expect(again.entry.snapshot().isReturning).toBe(false);
    again.join({ code: '482913', name: 'Ada' });
    next.socket.open();
    expect(tokenIn(next)).toBe(tokenIn(tab));
  });

  it('is not reused by somebody who joins under another name', async () => {
    const { tab, game, profile } = await playing();
    game.seat.leave();
    await tab.settle();
    const next = new FakeTab(PAGE, profile);
    open(next).join({ code: '482913', name: 'Bob' });
    next.socket.open();
    expect(tokenIn(next)).not.toBe(tokenIn(tab));
  });

  it('is found by its new name after the player has changed it', async () => {
    const { tab, game, profile } = await playing();
    tab.socket.deliver(you(20, { name: 'Ada L.' }));
    await tab.settle();
    game.seat.leave();
    await tab.settle();
    const next = new FakeTab(PAGE, profile);
    open(next).join({ code: '482913', name: 'Ada L.' });
    next.socket.open();
    expect(tokenIn(next)).toBe(tokenIn(tab));
  });

  it('leaves the last name unchanged if the host gives the names', async () => {
    const { tab, game, profile } = await playing();
    tab.socket.deliver(bye('ended'));
    await tab.settle();
    game.join({ code: '555555', name: '' });
    expect(open(new FakeTab(PAGE, profile)).entry.snapshot().name).toBe('Ada');
  });

  it('belongs to one game only', async () => {
    const { profile } = await playing();
    expect(open(new FakeTab(`${PAGE}other/`, profile)).entry.snapshot()).toMatchObject({
      name: '',
      isReturning: false,
    });
  });

  it.each(['{', 'null', '[]', '{"token":"short"}', `{"token":"${'x'.repeat(5000)}"}`])(
    'is ignored if it reads %s',
    async (value) => {
      const { profile } = await playing();
      for (const key of profile.items.keys()) profile.items.set(key, value);
      expect(open(new FakeTab(PAGE, profile)).entry.snapshot()).toEqual({
        code: '',
        name: '',
        team: '',
        isReturning: false,
      });
    },
  );

  it('is not needed to play, if the browser has no storage', async () => {
    const tab = new FakeTab(PAGE);
    tab.isStorageBlocked = true;
    const game = open(tab);
    game.join({ code: '482913', name: 'Ada' });
    tab.socket.open().deliver(welcome(), lobby(10, ['Ada']));
    await tab.settle();
    expect(game.seat.snapshot().connection).toBe('open');
    game.changeSettings({ vibrates: false });
    expect(game.settings.snapshot()).toEqual({ vibrates: false });
  });

  it('is saved together with the settings', async () => {
    const { game, profile } = await playing();
    game.changeSettings({ vibrates: false });
    expect(open(new FakeTab(PAGE, profile)).settings.snapshot()).toEqual({ vibrates: false });
  });
});

describe('a draft saved in a tab', () => {
  const ID = 'the first question';

  /** Loads the page of a tab again. */
  const reload = (tab: FakeTab, profile: FakeProfile) => {
    const again = new FakeTab(PAGE, profile, tab.items);
    const game = open(again);
    again.socket.open();
    return { again, game };
  };

  /** Sees a question and composes an answer. */
  async function composing() {
    const { tab, game, profile } = await playing();
    tab.socket.deliver(question(11));
    await tab.settle();
    game.draft.write(ID, { typed: 'http' });
    return { tab, game, profile };
  }

  it('is there after a reload, as long as the question is open', async () => {
    const { tab, profile } = await composing();
    const { again, game } = reload(tab, profile);
    again.socket.deliver(welcome(), question(12));
    await again.settle();
    expect(game.draft.read(ID)).toEqual({ typed: 'http' });
    again.socket.deliver(reveal(13));
    await again.settle();
    expect(game.draft.read(ID)).toBeUndefined();
    expect(tab.items.size).toBe(0);
  });

  it('belongs to one question, one tab and one seat', async () => {
    const { tab, game, profile } = await composing();
    expect(game.draft.read('the second question')).toBeUndefined();
    expect(open(new FakeTab(PAGE, profile)).draft.read(ID)).toBeUndefined();
    const { game: after } = reload(tab, profile);
    after.join({ code: '482913', name: 'Grace' });
    expect(after.draft.read(ID)).toBeUndefined();
  });

  it('is not saved if the browser has no storage', async () => {
    const { tab, game } = await composing();
    tab.isStorageBlocked = true;
    game.draft.write(ID, { typed: 'https' });
    expect(game.draft.read(ID)).toBeUndefined();
  });
});

describe('the page in two tabs', () => {
  it('plays in the newer one, and the older one says so without taking the seat back', async () => {
    const { tab: older, game, profile } = await playing();
    const newer = new FakeTab(PAGE, profile);
    const second = open(newer);
    newer.socket.open().deliver(welcome(), lobby(10, ['Ada']));
    older.socket.deliver(bye('replaced'));
    await newer.settle();
    expect(game.seat.snapshot()).toMatchObject({ connection: 'closed', end: { code: 'replaced' } });
    older.show('visible');
    older.clock.advance(60_000);
    expect(older.sockets).toHaveLength(1);
    expect(second.seat.snapshot().connection).toBe('open');
  });

  it('does not reconnect in the older one if its connection was lost before', async () => {
    const { tab: older, game, profile } = await playing();
    older.socket.drop();
    await older.settle();
    expect(game.seat.snapshot().connection).toBe('reconnecting');
    const newer = new FakeTab(PAGE, profile);
    open(newer);
    newer.socket.open().deliver(welcome(), lobby(10, ['Ada']));
    await newer.settle();
    expect(game.seat.snapshot()).toMatchObject({ connection: 'closed', end: { code: 'replaced' } });
    older.clock.advance(60_000);
    expect(older.sockets).toHaveLength(1);
  });

  it('keeps the seat of the newer one when the game ends in the older one', async () => {
    const { tab: older, profile } = await playing();
    const newer = new FakeTab(PAGE, profile);
    open(newer);
    newer.socket.open().deliver(welcome(), lobby(10, ['Ada']));
    await newer.settle();
    older.socket.deliver(bye('ended'));
    await older.settle();
    expect(open(new FakeTab(PAGE, profile)).entry.snapshot().isReturning).toBe(true);
  });
});

describe('a device that wakes up', () => {
  it.each(['online', 'pageshow', 'resume'])('reconnects at once on %s', async (event) => {
    const { tab } = await playing();
    tab.socket.drop();
    tab.emit(event);
    tab.clock.advance(100);
    expect(tab.sockets).toHaveLength(2);
  });

  it('reconnects once for several events', async () => {
    const { tab } = await playing();
    tab.socket.drop();
    tab.show('hidden');
    tab.show('visible');
    tab.emit('online');
    tab.emit('pageshow');
    tab.clock.advance(100);
    expect(tab.sockets).toHaveLength(2);
    expect(tab.socket.open().messages).toMatchObject([{ type: 'resume' }]);
  });

  it('tries again after it had given up', async () => {
    const { tab, game } = await playing();
    tab.response = null;
    for (let attempts = 0; attempts < 200 && game.seat.snapshot().connection !== 'closed'; attempts++) {
      tab.socket.drop();
      await tab.settle();
      tab.clock.advance(5000);
    }
    expect(game.seat.snapshot()).toMatchObject({ connection: 'closed', end: { type: 'failure' } });
    tab.show('visible');
    tab.clock.advance(100);
    expect(tab.socket.open().messages).toMatchObject([{ type: 'resume' }]);
    tab.socket.deliver(welcome(), lobby(20, ['Ada']));
    await tab.settle();
    expect(game.seat.snapshot()).toMatchObject({ connection: 'open', end: null });
  });

  it('notices within seconds that its connection is dead', async () => {
    const { tab, game } = await playing();
    tab.clock.sleep(30 * 60_000);
    tab.show('visible');
    tab.clock.advance(6000);
    await tab.settle();
    expect(game.seat.snapshot().connection).toBe('reconnecting');
    expect(tab.sockets).toHaveLength(2);
    expect(tab.sockets[0]?.isClosed).toBe(true);
  });

  it('keeps a connection that still works', async () => {
    const { tab, game } = await playing();
    tab.clock.sleep(10_000);
    tab.show('visible');
    tab.clock.advance(200);
    tab.socket.pong();
    tab.clock.advance(5000);
    tab.socket.pong();
    await tab.settle();
    expect(game.seat.snapshot().connection).toBe('open');
    expect(tab.sockets).toHaveLength(1);
  });
});

describe('the screen of a phone', () => {
  it('stays on while a question is open, even after the page was hidden', async () => {
    const { tab } = await playing();
    expect(tab.locks).toEqual([]);
    tab.socket.deliver(question(20), you(20, { question: 0 }));
    await tab.settle();
    expect(tab.locks).toEqual([{ isHeld: true }]);
    tab.show('hidden');
    tab.show('visible');
    await tab.settle();
    expect(tab.locks).toHaveLength(2);
    tab.socket.deliver(reveal(30));
    await tab.settle();
    expect(tab.locks.at(-1)).toEqual({ isHeld: false });
  });
});

describe('a phone', () => {
  const result = { correct: true, points: 900, streakBonus: 0, answer: 1, time: 1000 };

  async function untilReveal(setUp?: (tab: FakeTab, game: ReturnType<typeof open>) => void) {
    const { tab, game } = await playing();
    setUp?.(tab, game);
    tab.socket.deliver(question(20), you(20, { question: 0, answered: true, answer: 1 }));
    await tab.settle();
    expect(tab.vibrations).toEqual([]);
    return tab;
  }

  it('vibrates once when the result appears', async () => {
    const tab = await untilReveal();
    for (const version of [30, 31]) {
      tab.socket.deliver(reveal(version), you(version, { question: 0, result }));
      await tab.settle();
    }
    expect(tab.vibrations).toHaveLength(1);
  });

  it('does not vibrate without an answer', async () => {
    const tab = await untilReveal();
    tab.socket.deliver(
      reveal(30),
      you(30, { question: 0, result: { ...result, correct: false, answer: null } }),
    );
    await tab.settle();
    expect(tab.vibrations).toEqual([]);
  });

  it('does not vibrate for a result that a reload shows again', async () => {
    const { tab } = await playing();
    tab.socket.deliver(reveal(30), you(30, { question: 0, result }));
    await tab.settle();
    expect(tab.vibrations).toEqual([]);
  });

  it.each([
    [
      'the player has turned it off',
      (_tab: FakeTab, game: ReturnType<typeof open>) => game.changeSettings({ vibrates: false }),
    ],
    ['the system reduces motion', (tab: FakeTab) => void (tab.prefersStillness = true)],
  ])('does not vibrate if %s', async (_case, setUp) => {
    const tab = await untilReveal(setUp);
    tab.socket.deliver(reveal(30), you(30, { question: 0, result }));
    await tab.settle();
    expect(tab.vibrations).toEqual([]);
  });
});
