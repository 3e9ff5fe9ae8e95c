import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { readJournal } from '../../source/journal/read-journal.ts';
import { runAtOnce } from '../../source/journal/slices.ts';
import { Acknowledged } from '../helpers/acknowledged.ts';
import { gameOf } from '../helpers/games.ts';
import { journalText } from '../helpers/journals.ts';
import { lostAnswers, outcomeDifferences, unsavedLines } from '../helpers/fault-checks.ts';

/** A game in which Ada's and Bob's answers were acknowledged, and the contents of its journal after tampering. */
function game(tamper: (events: GameEvent[]) => GameEvent[] = (events) => events) {
  const test = gameOf({ players: ['Ada', 'Bob'] });
  const told = new Map(['Ada', 'Bob'].map((name) => [name, new Acknowledged(name)]));
  const lines = new Map([...told].map(([name, acknowledged]) => [name, acknowledged.connection()]));
  const tell = () => {
    for (const [name, hear] of lines) hear(test.you(name));
  };
  for (const question of [0, 1]) {
    test
      .open(question)
      .advance(700)
      .answer('Ada', question === 0 ? 1 : true);
    test.advance(300).answer('Bob', question === 0 ? 1 : false);
    tell();
    test.host('close');
    tell();
  }
  test.host('next');
  const read = runAtOnce(readJournal(journalText({ created: test.created, events: test.events })));
  if (!read.ok) throw new Error(read.message);
  // Reading would refuse some of these changes before the checks could find them.
  return { test, told, past: { ...read.contents, events: tamper([...test.events]) } };
}

const isAnswer = (event: GameEvent) => event.type === 'answer-accepted';

describe('the checks of the fault tests', () => {
  it('find no problem in an intact journal', () => {
    const { told, past } = game();
    expect([...lostAnswers(past, told), ...outcomeDifferences(past, told)]).toEqual([]);
  });

  it('find a missing answer', () => {
    const { told, past } = game((events) => events.filter((event, index) => index < 5 || !isAnswer(event)));
    expect(lostAnswers(past, told)).toContain('lost: Ada 1');
    expect(outcomeDifferences(past, told)).toContain('the podium is different');
  });

  it('find an answer saved twice', () => {
    const { told, past } = game((events) =>
      events.flatMap((event) => Array<GameEvent>(isAnswer(event) ? 2 : 1).fill(event)),
    );
    expect(lostAnswers(past, told)).toContainEqual(expect.stringContaining('saved twice'));
  });

  it('find a changed answer and a changed answer time', () => {
    const other = game((events) =>
      events.map((event) => (event.type === 'answer-accepted' ? { ...event, answer: 2 } : event)),
    );
    expect(lostAnswers(other.past, other.told)).toContain('lost: Ada 0');
    const later = game((events) =>
      events.map((event) => (event.type === 'answer-accepted' ? { ...event, time: event.time + 1 } : event)),
    );
    expect(lostAnswers(later.past, later.told)).toContain('different time: Ada 0');
    expect(outcomeDifferences(later.past, later.told)).toContain('different results: Ada');
  });

  it('find a podium with different scores', () => {
    const { told, past } = game((events) =>
      events.map((event) => {
        if (event.type !== 'podium-shown') return event;
        return { ...event, standings: event.standings.map((standing) => ({ ...standing, score: 1 })) };
      }),
    );
    expect(lostAnswers(past, told)).toEqual([]);
    expect(outcomeDifferences(past, told)).toEqual(['the podium is different']);
  });

  it('find an acknowledgement that a later message contradicts', () => {
    const { test, told } = game();
    const hear = told.get('Ada')?.connection();
    hear?.({ ...test.you('Ada'), answered: false, answer: null, result: null });
    hear?.({ ...test.you('Ada'), answer: false });
    expect(told.get('Ada')?.contradictions).toEqual([
      'question 1 of Ada was answered, then was not',
      'question 1 of Ada was true, then false',
      'question 1 of Ada was marked for another answer',
    ]);
  });

  it('find events that a host printed but did not save', () => {
    const joined = { type: 'player-joined', at: 1, name: 'Ada' };
    const kept = [
      { ...joined, tokenHash: 'x' },
      { type: 'game-locked', at: 2 },
    ];
    expect(unsavedLines([{ type: 'listening' }, joined], kept)).toEqual([]);
    expect(unsavedLines([joined, { type: 'game-locked', at: 3 }], kept)).toHaveLength(1);
    expect(unsavedLines([joined, { type: 'game-locked', at: 2 }, { type: 'game-ended' }], kept)).toHaveLength(
      1,
    );
  });
});
