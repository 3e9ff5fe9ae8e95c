import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GameCreated, GameEvent } from '../../../source/game/events.ts';
import { GameLog, type FirstJournal } from '../../../source/journal/game-log.ts';
import type { EncodedEvent } from '../../../source/journal/journal.ts';
import { type SavedGame, openSavedGame } from '../../../source/journal/saved-game.ts';
import { HEADER } from '../../helpers/journals.ts';
import { Room } from '../../../source/server/room/room.ts';
import { stageOf } from '../../../source/view/stage-of.ts';
import { created, replay } from '../../helpers/games.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';
import { PIN, TestVisitor, tokenOf } from '../../helpers/rooms.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** A room whose games are saved on disk, and whose host can go away and return. */
class SavedRoom {
  clock = new ManualClock();
  readonly warnings: string[] = [];
  readonly #folder = temporaryFolder();
  readonly #visitors = new Map<string, TestVisitor>();
  #devices = 0;
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

  /** Moves a player's seat to another device. */
  move(name: string): void {
    const { code } = this.#visitors.get(name)?.send({ type: 'move' }).connection.last('move') ?? {};
    if (code === undefined) return;
    const token = tokenOf(`${name} ${this.#devices++}`);
    this.#visitors.set(name, new TestVisitor(this.room, this.clock).send({ type: 'continue', code, token }));
  }

  answer(name: string, answer: number | boolean): void {
    const { stage } = this.room.snapshot();
    const question = 'question' in stage ? stage.question.index : 0;
    this.#visitors.get(name)?.send({ type: 'answer', question, answer });
  }

  disconnect(name: string): void {
    this.#visitors.get(name)?.disconnect();
  }

  /** Reads the game from its journal. */
  async journaled(): Promise<SavedGame> {
    const game = await openSavedGame(this.#log.file ?? '');
    if (typeof game === 'string') throw new Error(game);
    return game;
  }

  /** Kills the host, and resumes the game with another one. */
  async restart(awayMs: number): Promise<void> {
    this.#log.close();
    const past = await this.journaled();
    this.#visitors.clear();
    // A new clock, so that the timers of the old room never fire.
    this.clock = new ManualClock();
    this.clock.advance(past.lastAt - this.clock.now() + awayMs);
    this.#log = this.#open(past);
    this.room = new Room(past.created, { pin: PIN, clock: this.clock, log: this.#log, past });
  }

  #open(start: FirstJournal): GameLog {
    const onSaved = (events: readonly EncodedEvent[]) => {
      for (const { event } of events) {
        if (event.type === 'game-created') this.told = [];
        this.told.push(event);
      }
    };
    const onWarning = (warning: string) => void this.warnings.push(warning);
    return new GameLog({ stateDir: this.#folder, header: HEADER, title: 'Git', onWarning, onSaved }, start);
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
  { weight: 2, arbitrary: fc.record({ type: fc.constant('disconnect' as const), name: someName }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('move' as const), name: someName }) },
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

async function take(saved: SavedRoom, step: Step): Promise<void> {
  switch (step.type) {
    case 'visit':
      return saved.visit(step.name);
    case 'answer':
      return saved.answer(step.name, step.answer < 2 ? step.answer : step.answer === 2);
    case 'disconnect':
      return saved.disconnect(step.name);
    case 'move':
      return saved.move(step.name);
    case 'command':
      return void saved.room.command({ type: step.command });
    case 'wait':
      return saved.clock.advance(step.ms);
    case 'restart':
      saved.clock.settle();
      return saved.restart(step.ms);
  }
}

/** The stage without its version. */
function stageNow({ room }: SavedRoom) {
  return { ...room.snapshot().stage, version: 0 };
}

describe('any saved game, even with restarts of its host and games played again', () => {
  it('is in its journal exactly as it was reported and shown', async () => {
    let restarts = 0;
    let games = 0;
    const someSteps = fc.array(someStep, { minLength: 20, maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(someSteps, async (steps) => {
        const saved = new SavedRoom();
        for (const step of steps) {
          // A game that has ended cannot be resumed.
          if (saved.room.phase === 'ended') break;
          await take(saved, step);
          if (step.type === 'restart') restarts++;
        }
        // Changed names in the lobby are published a little later.
        saved.clock.advance(1000);
        const { created: first, events } = await saved.journaled();
        expect([first, ...events]).toEqual(saved.told);
        expect(stageNow(saved)).toEqual(stageOf(replay(first, events), 0));
        expect(saved.warnings).toEqual([]);
        games = Math.max(games, first.game);
      }),
      { numRuns: 60 },
    );
    expect(restarts).toBeGreaterThan(0);
    expect(games).toBeGreaterThan(1);
  });
});
