import { describe, expect, it } from 'vitest';
import { type TestGame, gameOf, rejectionOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

/** A game on its podium, in which the first players answered correctly. */
function onPodium(
  players: readonly string[],
  correct = players.length,
  teams: string[] | null = null,
): TestGame {
  const test = gameOf({ players, questions: [choiceQuestion()], settings: { teams } });
  test.play(0, Object.fromEntries(players.slice(0, correct).map((name) => [name, 1])), 1000);
  test.host('next');
  return test;
}

describe('the podium', () => {
  it('begins a moment after it is shown', () => {
    const test = onPodium(['Ada', 'Bob', 'Cleo']);
    expect(test.stageIn('podium').shownAt).toBe(test.now + 1500);
  });

  it.each([
    ['three or more players', ['Ada', 'Bob', 'Cleo', 'Dan'], 4, 7500],
    ['two players', ['Ada', 'Bob'], 2, 5000],
  ])('with %s shows everything when each place had 2.5 s', (_, players, correct, lengthMs) => {
    const test = onPodium(players, correct);
    test.advance(1500 + lengthMs - 1);
    expect(test.host('next')).toMatchObject({ ok: true, events: [{ type: 'podium-revealed' }] });
    expect(test.game.phase).toBe('podium');
    const other = onPodium(players, correct).advance(1500 + lengthMs);
    expect(other.host('next')).toMatchObject({ ok: true, events: [{ type: 'game-ended' }] });
  });

  it.each([
    ['nobody has any points', ['Ada', 'Bob'], 0],
    ['a player is alone', ['Ada'], 1],
    ['nobody played', [], 0],
  ])('shows everything at once if %s', (_, players, correct) => {
    const test = onPodium(players, correct);
    expect(test.stageIn('podium').shownAt).toBe(test.now);
    expect(test.host('next')).toMatchObject({ events: [{ type: 'game-ended' }] });
  });

  it('shows the teams one after the other in a game with teams', () => {
    const test = onPodium(['Ada'], 1, ['Red', 'Blue']);
    test.advance(1500 + 5000 - 1);
    expect(test.host('next')).toMatchObject({ events: [{ type: 'podium-revealed' }] });
  });

  it('is shown in full as soon as the host wants', () => {
    const test = onPodium(['Ada', 'Bob', 'Cleo']);
    expect(test.host('reveal-podium')).toMatchObject({ events: [{ type: 'podium-revealed' }] });
    expect(test.stageIn('podium').shownAt).toBe(test.now - 7500);
    expect(test.host('reveal-podium')).toEqual({ ok: true, events: [] });
    expect(test.host('next')).toMatchObject({ events: [{ type: 'game-ended' }] });
  });

  it('cannot be shown in full in any other phase', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(rejectionOf(test.host('reveal-podium'))).toBe('not-now');
    test.open(0).host('close');
    expect(rejectionOf(test.host('reveal-podium'))).toBe('not-now');
  });

  it('ends at once if the host ends the game', () => {
    expect(onPodium(['Ada', 'Bob']).host('end')).toMatchObject({ events: [{ type: 'game-ended' }] });
  });

  it('continues where it was after lost time, but is not shown again later', () => {
    const test = onPodium(['Ada', 'Bob', 'Cleo']);
    const { shownAt } = test.stageIn('podium');
    const downSince = test.advance(3000).now;
    test.advance(60_000).apply({ type: 'host-returned', at: test.now, downSince, restarted: true });
    expect(test.stageIn('podium').shownAt).toBe(shownAt + 60_000);
    const lateSince = test.advance(6000).now;
    test
      .advance(60_000)
      .apply({ type: 'host-returned', at: test.now, downSince: lateSince, restarted: true });
    expect(test.stageIn('podium').shownAt).toBe(shownAt + 60_000);
  });
});
