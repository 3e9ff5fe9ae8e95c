import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GameCreated, GameEvent } from '../../../source/game/events.ts';
import { GameLog, type FirstJournal } from '../../../source/journal/game-log.ts';
import { type SavedGame, openSavedGame } from '../../../source/journal/saved-game.ts';
import { HEADER } from '../../helpers/journals.ts';
import { Room } from '../../../source/server/room/room.ts';
import { stageOf } from '../../../source/view/stage.ts';
import { created, replay } from '../../helpers/games.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';
import { PIN, TestVisitor } from '../../helpers/rooms.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** A room whose games are kept on a disk, and whose host may go away and come back. */
class KeptRoom {
  clock = new ManualClock();
  readonly warnings: string[] = [];
  readonly #folder = temporaryFolder();
  readonly #visitors = new Map<string, TestVisitor>();
  told: (GameCreated | GameEvent)[] = [];
  #log: GameLog;
  room: Room;

  constructor() {
    this.#log = this.#open({ now: this.clock.now() });
    this.room = new Room(created(), { clock: this.clock, pin: PIN, log: this.#log });
  }

  visit(name: string): void {
    this.#visitors.set(name, new TestVisitor(this.room, this.clock).join(name));
  }

  answer(name: string, answer: number | boolean): void {
    const { stage } = this.room.snapshot();
    const question = 'question' in stage ? stage.question.index : 0;
    this.#visitors.get(name)?.send({ type: 'answer', question, answer });
  }

  breakOff(name: string): void {
    this.#visitors.get(name)?.breakOff();
  }

  /** The game as its journal has it. */
  async kept(): Promise<SavedGame> {
    const game = await openSavedGame(this.#log.file ?? '');
    if (typeof game === 'string') throw new Error(game);
    return game;
  }

  /** The host goes away without a word, and another one goes on. */
  async restart(awayMs: number): Promise<void> {
    this.#log.close();
    const past = await this.kept();
    this.#visitors.clear();
    // What the old room still had to do at some time, it never does.
    this.clock = new ManualClock();
    this.clock.advance(past.lastAt - this.clock.now() + awayMs);
    this.#log = this.#open(past);
    this.room = new Room(past.created, { pin: PIN, clock: this.clock, log: this.#log, past });
  }

  #open(start: FirstJournal): GameLog {
    const onEvent = (event: GameCreated | GameEvent) => {
      if (event.type === 'game-created') this.told = [];
      this.told.push(event);
    };
    const onWarning = (warning: string) => void this.warnings.push(warning);
    return new GameLog({ stateDir: this.#folder, header: HEADER, title: 'Git', onWarning, onEvent }, start);
  }
}

const COMMANDS = [
  'start',
  'next',
  'next',
  'skip',
  'close',
  'pause',
  'resume',
  'lock',
  'unlock',
  'end',
  'again',
  'again',
] as const;

const someName = fc.constantFrom('Ada', 'Bob', 'Zoë', '日本');

const someStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('visit' as const), name: someName }) },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('answer' as const), name: someName, answer: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('breakOff' as const), name: someName }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('command' as const),
      command: fc.constantFrom(...COMMANDS),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(25_000) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const), ms: fc.nat(60_000) }) },
);

type Step = typeof someStep extends fc.Arbitrary<infer Value> ? Value : never;

async function take(kept: KeptRoom, step: Step): Promise<void> {
  switch (step.type) {
    case 'visit':
      return kept.visit(step.name);
    case 'answer':
      return kept.answer(step.name, step.answer < 2 ? step.answer : step.answer === 2);
    case 'breakOff':
      return kept.breakOff(step.name);
    case 'command':
      return void kept.room.command({ type: step.command });
    case 'wait':
      return kept.clock.advance(step.ms);
    case 'restart':
      kept.clock.settle();
      return kept.restart(step.ms);
  }
}

/** What is told of a game, without what tells nothing of it. */
function stageNow({ room }: KeptRoom) {
  return { ...room.snapshot().stage, version: 0 };
}

describe('any game in a room that keeps it, also over restarts of its host and games played again', () => {
  it('is in its journal as it was told and as it is shown', async () => {
    let restarts = 0;
    let games = 0;
    const someSteps = fc.array(someStep, { minLength: 20, maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(someSteps, async (steps) => {
        const kept = new KeptRoom();
        for (const step of steps) {
          // A game that has ended is not gone on with.
          if (kept.room.phase === 'ended') break;
          await take(kept, step);
          if (step.type === 'restart') restarts++;
        }
        // Counters are shown a little later.
        kept.clock.advance(200);
        const { created: first, events } = await kept.kept();
        expect([first, ...events]).toEqual(kept.told);
        expect(stageNow(kept)).toEqual(stageOf(replay(first, events), 0));
        expect(kept.warnings).toEqual([]);
        games = Math.max(games, first.game);
      }),
      { numRuns: 60 },
    );
    expect(restarts).toBeGreaterThan(0);
    expect(games).toBeGreaterThan(1);
  });
});
