import { describe, expect, it } from 'vitest';
import { Replayer } from '../../source/client/replayer.ts';
import { replayOf } from '../../source/view/replay.ts';
import type { Stage } from '../../source/view/stage.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { ManualClock } from '../helpers/manual-clock.ts';
import { inLobby } from '../helpers/scripted-server.ts';

/** Ada answers the first of two questions after 2 s and sees its reveal for a minute, then the host ends the game. */
function wholeGame(): TestGame {
  const game = gameOf();
  game.advance(1000).join('Ada');
  game.advance(1000).host('start');
  game.advance(3000).run({ type: 'deadline-passed' });
  game.advance(2000).answer('Ada', 1);
  game.run({ type: 'deadline-passed' });
  game.advance(60_000).host('end');
  game.advance(1000).host('end');
  return game;
}

const PHASES = ['lobby', 'ready', 'question', 'reveal', 'podium'];

function replaying({ created, events } = wholeGame()) {
  const clock = new ManualClock();
  const replayer = new Replayer(replayOf(created, events, 'interrupted'), { title: 'A quiz', clock });
  const stage = () => replayer.snapshot().stage;
  return { clock, replayer, stage, phase: () => stage()?.phase };
}

/** Returns the seconds left for the open question. */
function secondsLeft(stage: Stage | null, now: number): number | null {
  return stage?.phase === 'question' && stage.closesAt !== null ? (stage.closesAt - now) / 1000 : null;
}

describe('a replay phase by phase', () => {
  it('starts with the lobby in which everybody has joined', () => {
    const { replayer } = replaying();
    expect(replayer.snapshot()).toEqual({
      connection: 'open',
      title: 'A quiz',
      stage: expect.objectContaining({ phase: 'lobby', names: inLobby('Ada') }),
      pin: null,
      hasPage: false,
      isBusy: false,
      end: null,
      replay: { phase: 0, phases: 5, isPlaying: false, stop: null },
    });
  });

  it('moves to the next and the previous phase', () => {
    const { replayer, phase } = replaying();
    const seen = PHASES.map(() => {
      const shown = phase();
      replayer.seek('next');
      return shown;
    });
    expect(seen).toEqual(PHASES);
    expect(phase()).toBe('podium');
    replayer.seek('back');
    expect(phase()).toBe('reveal');
    for (let steps = 0; steps < 9; steps++) replayer.seek('back');
    expect(phase()).toBe('lobby');
  });

  it('moves to the first and the last phase', () => {
    const { replayer, phase } = replaying();
    replayer.seek('last');
    expect(phase()).toBe('podium');
    replayer.seek('first');
    expect(phase()).toBe('lobby');
  });

  it('stands still in time', () => {
    const { replayer, stage, clock } = replaying();
    replayer.seek('next');
    replayer.seek('next');
    expect(stage()).toMatchObject({ phase: 'question', answered: 1 });
    const now = replayer.now();
    expect(secondsLeft(stage(), now)).toBe(18);
    clock.advance(60_000);
    expect(replayer.now()).toBe(now);
    expect(clock.pending).toBe(0);
  });
});

describe('a replay at its original pace', () => {
  it('moves from phase to phase in time, and stops at the podium', () => {
    const { replayer, stage, phase, clock } = replaying();
    replayer.togglePlay();
    expect(stage()).toMatchObject({ phase: 'lobby', players: 0 });
    clock.advance(1000);
    expect(stage()).toMatchObject({ phase: 'lobby', players: 1 });
    clock.advance(1000);
    expect(phase()).toBe('ready');
    clock.advance(3000);
    expect(stage()).toMatchObject({ phase: 'question', answered: 0 });
    clock.advance(1500);
    expect(secondsLeft(stage(), replayer.now())).toBe(18.5);
    clock.advance(500);
    expect(phase()).toBe('reveal');
    clock.advance(4999);
    expect(phase()).toBe('reveal');
    clock.advance(1);
    expect(replayer.snapshot()).toMatchObject({ stage: { phase: 'podium' }, replay: { isPlaying: true } });
    clock.advance(60_000);
    expect(replayer.snapshot()).toMatchObject({ stage: { phase: 'podium' }, replay: { isPlaying: false } });
    expect(clock.pending).toBe(0);
  });

  it('stops in the middle of a phase, and continues from there', () => {
    const { replayer, stage, phase, clock } = replaying();
    replayer.togglePlay();
    clock.advance(2000 + 3000 + 500);
    replayer.togglePlay();
    clock.advance(60_000);
    expect(secondsLeft(stage(), replayer.now())).toBe(19.5);
    expect(replayer.snapshot().replay).toMatchObject({ isPlaying: false });
    replayer.togglePlay();
    clock.advance(1499);
    expect(stage()).toMatchObject({ phase: 'question', answered: 0 });
    clock.advance(1);
    expect(phase()).toBe('reveal');
  });

  it('starts at the beginning of the phase on screen', () => {
    const { replayer, stage, clock } = replaying();
    replayer.seek('next');
    replayer.seek('next');
    replayer.togglePlay();
    expect(stage()).toMatchObject({ phase: 'question', answered: 0 });
    expect(secondsLeft(stage(), replayer.now())).toBe(20);
    clock.advance(1000);
    expect(secondsLeft(stage(), replayer.now())).toBe(19);
  });

  it('starts over from the last phase', () => {
    const { replayer, phase } = replaying();
    replayer.seek('last');
    replayer.togglePlay();
    expect(phase()).toBe('lobby');
  });

  it('continues from a phase that was moved to', () => {
    const { replayer, phase, clock } = replaying();
    replayer.togglePlay();
    replayer.seek('next');
    replayer.seek('next');
    expect(phase()).toBe('question');
    clock.advance(2000);
    expect(phase()).toBe('reveal');
    replayer.seek('back');
    expect(phase()).toBe('question');
    clock.advance(1999);
    expect(phase()).toBe('question');
    clock.advance(1);
    expect(phase()).toBe('reveal');
  });

  it('moves to other phases after it was stopped', () => {
    const { replayer, phase, clock } = replaying();
    replayer.togglePlay();
    clock.advance(5500);
    replayer.togglePlay();
    replayer.seek('next');
    expect(phase()).toBe('reveal');
    expect(replayer.snapshot().replay).toMatchObject({ isPlaying: false });
  });

  it('stops for good after leaving', () => {
    const { replayer, clock } = replaying();
    replayer.togglePlay();
    replayer.leave();
    expect(clock.pending).toBe(0);
  });
});

describe('a replay of an interrupted game', () => {
  it('says in its last phase that the game was interrupted', () => {
    const game = gameOf({ players: ['Ada'] })
      .open(0)
      .advance(1500);
    game.apply({ type: 'time-passed', at: game.now });
    const { replayer, clock } = replaying(game);
    expect(replayer.snapshot().replay).toMatchObject({ stop: null });
    replayer.seek('last');
    expect(replayer.snapshot()).toMatchObject({
      stage: { phase: 'question' },
      replay: { phase: 2, phases: 3, stop: 'interrupted' },
    });
    replayer.seek('first');
    replayer.togglePlay();
    clock.advance(60_000);
    expect(replayer.snapshot().replay).toMatchObject({ isPlaying: false, stop: 'interrupted' });
    expect(secondsLeft(replayer.snapshot().stage, replayer.now())).toBe(18.5);
  });
});
