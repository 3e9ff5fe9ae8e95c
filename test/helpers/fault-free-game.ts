import type { FinalStanding, GameCreated, GameEvent } from '../../source/game/events.ts';
import { finalStandings } from '../../source/game/standings.ts';
import { type YouResult, youOf } from '../../source/view/you.ts';
import { TestGame, untimed } from './games.ts';

/** The final standings, and the results of each player by id and question. */
export interface Outcome {
  readonly standings: readonly FinalStanding[];
  readonly results: ReadonlyMap<string, ReadonlyMap<number, YouResult>>;
}

type Accepted = Extract<GameEvent, { type: 'answer-accepted' }>;

/** Computes the outcome of a game with the same players, answers and answer times, but without faults. */
export function faultFreeOutcome(created: GameCreated, events: readonly GameEvent[]): Outcome {
  const test = new TestGame(created);
  for (const event of events) {
    if (event.type === 'player-joined') expectAccepted(test.run({ ...event, type: 'join', team: undefined }));
  }
  const results = new Map([...test.game.players.keys()].map((id) => [id, new Map<number, YouResult>()]));
  for (const { question } of eventsOf(events, 'question-closed')) {
    playQuestion(test, question, eventsOf(events, 'answer-accepted'));
    for (const player of test.game.players.values()) {
      const { result } = youOf(test.game, player, 1, test.now);
      if (result) results.get(player.id)?.set(question, result);
    }
  }
  test.host('end');
  return { standings: finalStandings(test.game), results };
}

function playQuestion(test: TestGame, question: number, accepted: readonly Accepted[]): void {
  test.open(question);
  const openedAt = test.now;
  const answers = accepted.filter((answer) => answer.question === question);
  for (const { player, answer, time } of answers.toSorted((a, b) => a.time - b.time)) {
    test.now = openedAt + time;
    const given = { player, question, answer, game: undefined, elapsed: undefined, timing: untimed };
    expectAccepted(test.run({ type: 'answer', ...given }));
  }
  test.host('close');
}

export function eventsOf<Type extends GameEvent['type']>(
  events: readonly GameEvent[],
  type: Type,
): Extract<GameEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<GameEvent, { type: Type }> => event.type === type);
}

function expectAccepted(decision: ReturnType<TestGame['run']>): void {
  if (!decision.ok) throw new Error(`the game without faults rejects it: ${decision.rejection}`);
}
