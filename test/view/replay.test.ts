import { describe, expect, it } from 'vitest';
import { readJournal } from '../../source/journal/read-journal.ts';
import { runInSlices } from '../../source/journal/slices.ts';
import { type Replay, replayOf } from '../../source/view/replay.ts';
import type { Stage } from '../../source/view/stage.ts';
import { inAnyGame, runStep } from '../helpers/arbitraries.ts';
import { START, type TestGame, gameOf } from '../helpers/games.ts';
import { journalText } from '../helpers/journals.ts';
import { inLobby } from '../helpers/scripted-server.ts';

function replayed({ created, events }: TestGame): Replay {
  return replayOf(created, events, 'interrupted');
}

/** Identifies a phase of a game. */
function phaseOf(stage: Stage): string {
  return 'question' in stage ? `${stage.phase} ${stage.question.index}` : stage.phase;
}

/** The stage that sums up each phase. */
function summaries({ frames, phases }: Replay): Stage[] {
  return phases.flatMap(({ summary: index }) => frames[index]?.stage ?? []);
}

/** How long each phase is shown in real time, in milliseconds. */
function lengths({ frames, phases }: Replay): [string, number][] {
  return phases.flatMap(({ first }, phase) => {
    const start = frames[first];
    const end = frames[phases[phase + 1]?.first ?? frames.length - 1];
    return start && end ? [[phaseOf(start.stage), end.at - start.at]] : [];
  });
}

/** A game of three players up to the standings after the first question. */
function played({ lobbyMs = 0, revealMs = 0 } = {}): TestGame {
  const game = gameOf({ players: ['Ada', 'Bob'] });
  game.advance(lobbyMs).join('Cleo');
  game.host('start');
  game.advance(3000).run({ type: 'deadline-passed' });
  game.advance(2000).answer('Ada', 1);
  game.advance(4000).answer('Bob', 0);
  game.answer('Cleo', 1);
  game.run({ type: 'deadline-passed' });
  game.advance(revealMs).host('next');
  return game;
}

describe('the replay of any game', () => {
  it('ends with the last stage of the game', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const { frames, stop } = replayed(test);
      const last = frames.at(-1)?.stage;
      expect(last).toEqual({ ...test.stage(), version: last?.version });
      expect(stop).toBe(last?.phase === 'podium' ? null : 'interrupted');
    });
  });

  it('shows every phase of the game, in order', () => {
    inAnyGame((test, steps) => {
      const expected = [phaseOf(test.stage())];
      for (const step of steps) {
        const happened = test.events.length;
        runStep(test, step);
        // Skipping a question announces the next one in the same step.
        if (test.events.length > happened && phaseOf(test.stage()) !== expected.at(-1)) {
          expected.push(phaseOf(test.stage()));
        }
      }
      expect(summaries(replayed(test)).map(phaseOf)).toEqual(expected);
    });
  });

  it('never goes back in time, and numbers its stages', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) runStep(test, step);
      const { frames } = replayed(test);
      expect(frames.map(({ at }) => at)).toEqual(frames.map(({ at }) => at).toSorted((a, b) => a - b));
      expect(frames.map(({ stage }) => stage.version)).toEqual(frames.map((_, index) => index + 1));
    });
  });
});

describe('a phase of a replay', () => {
  it('is summed up by the frame with the most players and answers', () => {
    const [lobby, ready, question, reveal, standings] = summaries(replayed(played()));
    expect(lobby).toMatchObject({ phase: 'lobby', names: inLobby('Cleo', 'Bob', 'Ada'), players: 3 });
    expect(ready).toMatchObject({ phase: 'ready', question: { index: 0 } });
    expect(question).toMatchObject({ phase: 'question', answered: 3 });
    expect(reveal).toMatchObject({ phase: 'reveal', distribution: [1, 2, 0, 0] });
    expect(standings).toMatchObject({ phase: 'standings', top: [{ name: 'Ada' }, {}, {}] });
  });

  it('is summed up with the time that was left, and a countdown with all of its time', () => {
    const { frames, phases } = replayed(played({ lobbyMs: 60_000 }));
    const [, ready, question] = phases.map(({ summary: index }) => frames[index]);
    expect(ready?.clock).toBe(START + 60_000);
    expect(question?.clock).toBe(START + 60_000 + 3000 + 6000);
  });

  it('without changes is summed up by the moment when it ended', () => {
    const game = gameOf({ players: ['Ada'] })
      .open(0)
      .advance(20_000);
    game.run({ type: 'deadline-passed' });
    const { frames, phases } = replayed(game);
    const question = frames[phases[2]?.summary ?? 0];
    expect(question?.stage).toMatchObject({ phase: 'question', answered: 0 });
    expect(question?.clock).toBe(START + 20_000);
  });
});

describe('a replay in real time', () => {
  it('takes as long as the countdowns and questions took', () => {
    expect(lengths(replayed(played()))).toEqual([
      ['lobby', 0],
      ['ready 0', 3000],
      ['question 0', 6000],
      ['reveal 0', 0],
      ['standings', 0],
    ]);
  });

  it('shortens waits for the host to five seconds', () => {
    const replay = replayed(played({ lobbyMs: 3_600_000, revealMs: 60_000 }));
    expect(lengths(replay).map(([, length]) => length)).toEqual([5000, 3000, 6000, 5000, 0]);
  });

  it('does not change short waits', () => {
    const replay = replayed(played({ lobbyMs: 4000, revealMs: 1500 }));
    expect(lengths(replay).map(([, length]) => length)).toEqual([4000, 3000, 6000, 1500, 0]);
  });

  it('shows players joining in proportion to their times, only faster', () => {
    const game = gameOf();
    for (const name of ['Ada', 'Bob', 'Cleo', 'Dan']) game.advance(60_000).join(name);
    game.advance(60_000).host('start');
    const { frames } = replayed(game);
    const counts = frames.flatMap(({ at, stage: { phase, players } }) =>
      phase === 'lobby' ? [[at, players]] : [],
    );
    expect(counts).toEqual([
      [0, 0],
      [1000, 1],
      [2000, 2],
      [3000, 3],
      [4000, 4],
      [5000, 4],
    ]);
  });

  it('counts answers as they came in, at most five times a second', () => {
    const names = Array.from({ length: 50 }, (_, index) => `Player ${index}`);
    const game = gameOf({ players: names }).open(0);
    for (const name of names) game.advance(10).answer(name, 1);
    const { frames } = replayed(game);
    const counts = frames.flatMap(({ clock, stage }) =>
      stage.phase === 'question' ? [[clock - START, stage.answered]] : [],
    );
    expect(counts).toEqual([
      [0, 0],
      [200, 20],
      [400, 40],
      [500, 50],
    ]);
  });

  it('shortens a pause, and a question without a limit', () => {
    const paused = gameOf({ players: ['Ada'] })
      .open(0)
      .advance(1000);
    paused.host('pause');
    paused.advance(600_000).host('resume');
    paused.advance(2000).host('close');
    expect(lengths(replayed(paused))).toContainEqual(['question 0', 8000]);
    const unlimited = gameOf({ settings: { time: 0 }, players: ['Ada'] })
      .open(0)
      .advance(600_000);
    unlimited.host('close');
    expect(lengths(replayed(unlimited))).toContainEqual(['question 0', 5000]);
  });

  it('leaves out the time during which the host was away, and continues with the time that was left', () => {
    const game = gameOf({ players: ['Ada'] })
      .open(0)
      .advance(4000);
    game.apply({ type: 'time-passed', at: game.now });
    const downSince = game.now;
    game.advance(3_600_000).apply({ type: 'host-returned', at: game.now, downSince, restarted: true });
    game.advance(1000).host('close');
    const replay = replayed(game);
    expect(lengths(replay)).toContainEqual(['question 0', 5000]);
    const left = replay.frames.flatMap(({ clock, stage }) =>
      stage.phase === 'question' ? [(stage.closesAt ?? 0) - clock] : [],
    );
    expect(left.slice(-2)).toEqual([16_000, 15_000]);
  });

  it("never goes back in time if the host's clock was set back", () => {
    const game = gameOf({ players: ['Ada'] })
      .open(0)
      .advance(4000);
    const downSince = game.now;
    game.advance(-3_600_000).apply({ type: 'host-returned', at: game.now, downSince, restarted: true });
    game.advance(1000).host('close');
    expect(lengths(replayed(game))).toContainEqual(['question 0', 5000]);
  });
});

describe('the replay of an interrupted game', () => {
  it('ends where the game stops', () => {
    const game = gameOf({ players: ['Ada', 'Bob'] })
      .open(0)
      .advance(1000);
    game.answer('Ada', 1);
    game.advance(500).apply({ type: 'time-passed', at: game.now });
    const { frames, stop } = replayed(game);
    expect(stop).toBe('interrupted');
    expect(frames.at(-1)).toMatchObject({ at: 1500, stage: { phase: 'question', answered: 1 } });
  });

  it('says whether the game is still running', () => {
    const { created, events } = gameOf({ players: ['Ada'] }).open(0);
    expect(replayOf(created, events, 'running').stop).toBe('running');
  });

  it('can end before anything happened', () => {
    const { frames, phases, stop } = replayed(gameOf());
    expect({ phases: phases.length, stop }).toEqual({ phases: 1, stop: 'interrupted' });
    expect(frames.at(-1)?.stage).toMatchObject({ phase: 'lobby', players: 0 });
  });

  it('says that nothing is missing once there is a podium, even if the host did not end the game', () => {
    const game = gameOf({ players: ['Ada'] });
    game.host('start', 'end');
    expect(replayed(game).stop).toBeNull();
    game.host('end');
    const { phases, stop } = replayed(game);
    expect({ phases: phases.length, stop }).toEqual({ phases: 3, stop: null });
  });
});

describe('the replay of a foreign journal', () => {
  it('contains nothing that is unsafe for a terminal', async () => {
    const text = journalText(gameOf({ players: ['Ada'] })).replace(
      '"name":"Ada"',
      String.raw`"name":"\u001b[2JA\u202eda"`,
    );
    const read = await runInSlices(readJournal(text));
    const { frames } = read.ok ? replayOf(read.contents.created, read.contents.events, 'interrupted') : {};
    expect(frames?.at(-1)?.stage).toMatchObject({ names: inLobby('Ada') });
  });
});

describe('the podium in a replay', () => {
  /** A game of three players to its podium, and how long that was shown. */
  function toPodium(podiumMs: number): Replay {
    const game = played();
    game.run({ type: 'end' });
    game.advance(podiumMs).run({ type: 'end' });
    return replayed(game);
  }

  it.each([0, 3000, 600_000])('is complete on its last frame, however long it was shown: %i ms', (ms) => {
    const { frames } = toPodium(ms);
    const { stage, clock } = frames.at(-1) ?? frames[0];
    expect(stage.phase === 'podium' && clock - stage.shownAt).toBeGreaterThanOrEqual(7500);
  });

  it('takes as long as its places, and at most five seconds more', () => {
    const { frames, phases } = toPodium(600_000);
    const start = frames[phases.at(-1)?.first ?? 0]?.at ?? 0;
    expect((frames.at(-1)?.at ?? 0) - start).toBe(1500 + 7500 + 5000);
  });
});
