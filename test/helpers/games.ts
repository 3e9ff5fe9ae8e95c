import type { AnswerTiming } from '../../source/game/answer-time.ts';
import type {
  ClockCommand,
  HostCommand,
  PlainHostCommand,
  PlayerCommand,
} from '../../source/game/commands.ts';
import { dueAt } from '../../source/game/deadlines.ts';
import { decide } from '../../source/game/decide.ts';
import type { Decision } from '../../source/game/decision.ts';
import type { GameCreated, GameEvent } from '../../source/game/events.ts';
import { evolve } from '../../source/game/evolve.ts';
import { type Game, type Player, createGame } from '../../source/game/game.ts';
import { playAgain } from '../../source/game/play-again.ts';
import type { Question } from '../../source/quiz/questions/question.ts';
import type { Stage } from '../../source/view/stage.ts';
import { stageOf } from '../../source/view/stage-of.ts';
import { type You, youOf } from '../../source/view/you.ts';
import { booleanQuestion, choiceQuestion, quizOf } from './questions.ts';
import type { Settings } from '../../source/game/settings.ts';

/** When test games start, in milliseconds. */
export const START = 1_000_000;

/** The id of the room unless a test sets another. */
export const ROOM = 'uQ5x0_Lr-2';

/** The settings of a game unless a test sets others. */
export const usualSettings: Settings = {
  scoring: 'speed',
  streaks: true,
  timing: 'fair',
  shuffle: null,
  time: 20,
  timeFactor: 1,
  maxPlayers: 100,
  lateJoin: true,
  autoSubmit: true,
  names: 'own',
  teams: null,
  startAt: null,
  autoAfter: null,
};

/** The timing of a player whose network adds nothing and who was shown the question at once. */
export const untimed: AnswerTiming = {
  startDelayMs: 0,
  boundMs: 0,
  explainedMs: 0,
  roundTripMs: 0,
  graceMs: 0,
};

/** A command without its time, which comes from the game's clock. */
export type UntimedCommand = PlayerCommand | HostCommand | ClockCommand;

export interface GameOptions {
  readonly room?: string;
  /** The title of the quiz. */
  readonly title?: string;
  readonly questions?: readonly Question[];
  readonly settings?: Partial<Settings>;
  readonly seed?: string;
  /** The names of players who join at the start. */
  readonly players?: readonly string[];
}

/** The creation of a game, by default with two questions of 20 seconds each. */
export function created({
  room = ROOM,
  title = 'A quiz',
  questions = [choiceQuestion(), booleanQuestion()],
  settings,
  seed = 'seed',
}: GameOptions = {}): GameCreated {
  return {
    type: 'game-created',
    at: START,
    room,
    game: 1,
    seed,
    quiz: { ...quizOf(questions), title },
    settings: { ...usualSettings, ...settings },
  };
}

/** Creates a game and applies these events. */
export function replay(start: GameCreated, events: readonly GameEvent[]): Game {
  const game = createGame(start);
  for (const event of events) evolve(game, event);
  return game;
}

/** Copies the data of a game, without functions, which cannot be compared. */
export function dataOf(game: Game): unknown {
  const { round, closedQuestions, correction } = game;
  const closed = closedQuestions.map((question) => ({
    ...question,
    round: { ...question.round, rules: null },
  }));
  const corrected = correction && { ...correction, question: correction.question.index };
  const data = {
    ...game,
    round: round && { ...round, rules: null },
    closedQuestions: closed,
    correction: corrected,
  };
  return structuredClone(data);
}

/** A game on a clock that is advanced by hand. Ids and tokens are derived from names. */
export class TestGame {
  readonly created: GameCreated;
  readonly game: Game;
  readonly events: GameEvent[] = [];
  now = START;

  constructor(start: GameCreated) {
    this.created = start;
    this.game = createGame(start);
  }

  /** Decides a command and applies its events. */
  run(wanted: UntimedCommand): Decision {
    const decision = decide(this.game, { ...wanted, now: this.now });
    for (const event of decision.ok ? decision.events : []) this.apply(event);
    return decision;
  }

  apply(event: GameEvent): void {
    evolve(this.game, event);
    this.events.push(event);
  }

  advance(milliseconds: number): this {
    this.now += milliseconds;
    return this;
  }

  join(name: string, token = tokenOf(name), team?: string): Decision {
    return this.run({ type: 'join', player: idOf(name), name, team, tokenHash: token });
  }

  /** Joins with a preferred team. */
  joinTeam(name: string, team: string): Decision {
    return this.join(name, tokenOf(name), team);
  }

  reconnect(name: string, token = tokenOf(name)): Decision {
    return this.run({ type: 'reconnect', tokenHash: token });
  }

  /** Moves a player's seat to a device with this token. */
  move(name: string, token: string): Decision {
    return this.run({ type: 'move', player: idOf(name), tokenHash: token });
  }

  disconnect(name: string): Decision {
    return this.run({ type: 'disconnect', player: idOf(name) });
  }

  leave(name: string): Decision {
    return this.run({ type: 'leave', player: idOf(name) });
  }

  kick(name: string): Decision {
    return this.run({ type: 'kick', name });
  }

  /** Answers the current question, by default as a player who was shown it at once. */
  answer(
    name: string,
    answer: unknown,
    more: { question?: number; game?: number; elapsed?: number; timing?: Partial<AnswerTiming> } = {},
  ): Decision {
    const question = this.game.round?.index ?? 0;
    return this.run({
      type: 'answer',
      player: idOf(name),
      answer,
      question,
      game: undefined,
      elapsed: undefined,
      ...more,
      timing: { ...untimed, ...more.timing },
    });
  }

  /** Runs commands of the host. Returns the last decision. */
  host(...types: PlainHostCommand['type'][]): Decision {
    return types.map((type) => this.run({ type })).at(-1) ?? { ok: true, events: [] };
  }

  /** Continues until the question with this index is open. */
  open(question = 0): this {
    if (this.game.phase === 'lobby') this.host('start');
    while (this.game.phase !== 'question' || this.game.round?.index !== question) {
      const decision = this.host(this.game.phase === 'question' ? 'close' : 'next');
      if (!decision.ok) throw new Error(`question ${question} cannot be opened in ${this.game.phase}`);
    }
    return this;
  }

  /** Opens a question, answers it after `afterMs`, and closes it. */
  play(question: number, answers: Readonly<Record<string, unknown>>, afterMs = 0): this {
    this.open(question).advance(afterMs);
    for (const [name, answer] of Object.entries(answers)) this.answer(name, answer);
    this.host('close');
    return this;
  }

  /** Plays again with the same players. */
  again(): TestGame {
    const { created, events } = playAgain(this.created, this.game, this.now);
    const next = new TestGame(created).advance(this.now - START);
    for (const event of events) next.apply(event);
    return next;
  }

  /** Returns when the phase ends automatically. */
  dueAt(): number | null {
    return dueAt(this.game, this.now);
  }

  player(name: string): Player {
    const player = this.game.players.get(idOf(name));
    if (!player) throw new Error(`nobody is called ${name}`);
    return player;
  }

  stage(): Stage {
    return stageOf(this.game, 1);
  }

  /** Returns the stage, which must be in this phase. */
  stageIn<Phase extends Stage['phase']>(phase: Phase): Extract<Stage, { phase: Phase }> {
    const stage = this.stage();
    if (!isStageOf(stage, phase)) throw new Error(`the stage shows ${stage.phase}, not ${phase}`);
    return stage;
  }

  you(player: string | Player): You {
    return youOf(this.game, typeof player === 'string' ? this.player(player) : player, 1, this.now);
  }

  /** Returns every player's `you`, in the order of joining. */
  everyYou(): You[] {
    return [...this.game.players.values()].map((player) => youOf(this.game, player, 1, this.now));
  }
}

/** Creates a game in its lobby, with the given players. */
export function gameOf(options: GameOptions = {}): TestGame {
  const test = new TestGame(created(options));
  for (const name of options.players ?? []) test.join(name);
  return test;
}

/** Returns the rejection of a decision, or null if it was accepted. */
export function rejectionOf(decision: Decision): string | null {
  return decision.ok ? null : decision.rejection;
}

export function idOf(name: string): string {
  return `id of ${name}`;
}

export function tokenOf(name: string): string {
  return `token of ${name}`;
}

function isStageOf<Phase extends Stage['phase']>(
  stage: Stage,
  phase: Phase,
): stage is Extract<Stage, { phase: Phase }> {
  return stage.phase === phase;
}
