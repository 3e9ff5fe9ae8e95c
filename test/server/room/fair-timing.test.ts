import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../source/game/settings.ts';
import { choiceQuestion } from '../../helpers/questions.ts';
import { type TestVisitor, openQuestion, roomOnManualClock } from '../../helpers/rooms.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';
import { joinRoom, resumeSeat, watchRoom } from '../../helpers/visitors.ts';

const LIMIT_S = 5;
const REACTION_MS = 2000;
/** The points for that reaction, out of 1,000. */
const FAIR_POINTS = 800;

const ROUND_TRIPS_MS = [0, 40, 120, 250];

/** The difference between the shortest and the longest round trip of a network, in milliseconds. */
const JITTER_MS = 15;

/** Returns a client's claim for a reaction, in milliseconds; undefined for no claim. */
type Claim = (reactionMs: number) => number | undefined;

const honest: Claim = (reactionMs) => reactionMs;
const claimsZero: Claim = () => 0;
const claimsNothing: Claim = () => undefined;

interface Behaviour {
  readonly claim: Claim;
  /** The delay of all pongs, in milliseconds. */
  readonly pongDelayMs?: number;
}

/** A simulated room, with players on different networks, and questions of 5 s. */
class SimulatedRoom {
  readonly #random = new SeededRandom('networks');
  readonly #room;
  readonly clock;
  #players = 0;

  constructor(settings: Partial<Settings> = {}) {
    const { room, clock } = roomOnManualClock({ questions: [choiceQuestion({ time: LIMIT_S })], settings });
    this.#room = room;
    this.clock = clock;
  }

  get room() {
    return this.#room;
  }

  join(roundTripMs: number, { claim, pongDelayMs = 0 }: Behaviour): SimulatedPlayer {
    const visitor = joinRoom(this.#room, this.clock, `Player ${this.#players++}`);
    const sample = () => roundTripMs + this.#random.int(0, JITTER_MS);
    visitor.measure(() => sample() + pongDelayMs);
    return { visitor, roundTripMs: sample(), claim };
  }

  open(): void {
    // Keeps the question open.
    joinRoom(this.#room, this.clock, 'Nobody');
    openQuestion(this.#room, this.clock);
  }

  /** Answers after the reaction, and the time that the network takes in both directions. */
  answer({ visitor, roundTripMs, claim }: SimulatedPlayer, reactionMs = REACTION_MS): void {
    const elapsed = claim(reactionMs);
    const answer = {
      type: 'answer',
      question: 0,
      answer: 1,
      ...(elapsed !== undefined && { elapsed }),
    } as const;
    this.clock.after(reactionMs + roundTripMs, () => void visitor.send(answer));
  }

  /** Waits until the question is closed. Returns the points of each player. */
  close(players: readonly SimulatedPlayer[]): number[] {
    this.clock.advance(60_000);
    return players.map(({ visitor }) => visitor.connection.last('you')?.result?.points ?? NaN);
  }

  /** Plays a question in which everybody reacts after 2 s. */
  play(players: readonly SimulatedPlayer[]): number[] {
    this.open();
    for (const player of players) this.answer(player);
    return this.close(players);
  }
}

interface SimulatedPlayer {
  readonly visitor: TestVisitor;
  readonly roundTripMs: number;
  readonly claim: Claim;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Plays with 50 players on each network. Returns the points on each. */
function pointsOnNetworks(behaviour: Behaviour, settings: Partial<Settings> = {}): number[][] {
  return ROUND_TRIPS_MS.map((roundTripMs) => {
    const simulated = new SimulatedRoom(settings);
    const players = Array.from({ length: 50 }, () => simulated.join(roundTripMs, behaviour));
    return simulated.play(players);
  });
}

describe('equal reactions on four networks', () => {
  it('earn equal points: within 1 % on average, and within 2 % for any two players', () => {
    const points = pointsOnNetworks({ claim: honest });
    const means = points.map(mean);
    expect(Math.max(...means) - Math.min(...means)).toBeLessThanOrEqual(10);
    expect(Math.max(...points.flat()) - Math.min(...points.flat())).toBeLessThanOrEqual(20);
  });

  it('earn nearly equal points if clients claim nothing', () => {
    const means = pointsOnNetworks({ claim: claimsNothing }).map(mean);
    expect(Math.max(...means) - Math.min(...means)).toBeLessThanOrEqual(10);
  });

  it('earn fewer points on slower networks if timing is strict', () => {
    const means = pointsOnNetworks({ claim: honest }, { timing: 'strict' }).map(mean);
    expect(means).toEqual(means.toSorted((a, b) => b - a));
    expect(Math.max(...means) - Math.min(...means)).toBeGreaterThan(20);
  });

  it('earn at most 0.5 % more with claims of 0', () => {
    for (const points of pointsOnNetworks({ claim: claimsZero }))
      expect(Math.max(...points)).toBeLessThanOrEqual(FAIR_POINTS + 5);
  });

  it.each([50, 100, 250, 5000])(
    'earn at most 2.6 %% more with claims of 0 and pongs that are delayed by %i ms',
    (pongDelayMs) => {
      for (const points of pointsOnNetworks({ claim: claimsZero, pongDelayMs }))
        expect(Math.max(...points)).toBeLessThanOrEqual(FAIR_POINTS + 26);
    },
  );

  it('earn nothing more with delayed pongs alone', () => {
    for (const points of pointsOnNetworks({ claim: honest, pongDelayMs: 250 }))
      expect(Math.max(...points)).toBeLessThanOrEqual(FAIR_POINTS);
  });
});

describe('a player who claims 0', () => {
  /** Returns the points for an answer 2 s after the question opened, if the player does something else first. */
  function pointsAfter(act: (simulated: SimulatedRoom, player: SimulatedPlayer) => SimulatedPlayer): number {
    const simulated = new SimulatedRoom();
    const player = simulated.join(40, { claim: claimsZero });
    simulated.open();
    const acting = act(simulated, player);
    const [points = NaN] = simulated.close([acting]);
    return points;
  }

  it.each([0, 100, 500, 1900])('gains no more by reconnecting after %i ms', (afterMs) => {
    const points = pointsAfter((simulated, { visitor, ...rest }) => {
      simulated.clock.advance(afterMs);
      visitor.disconnect();
      const again = { ...rest, visitor: resumeSeat(simulated.room, simulated.clock, 'Player 0') };
      simulated.answer(again, REACTION_MS - afterMs);
      return again;
    });
    expect(points).toBeLessThanOrEqual(FAIR_POINTS + 5);
  });

  it.each([0, 100, 500, 1900])('gains no more by joining after %i ms', (afterMs) => {
    const points = pointsAfter((simulated) => {
      simulated.clock.advance(afterMs);
      const late = simulated.join(40, { claim: claimsZero });
      simulated.answer(late, REACTION_MS - afterMs);
      return late;
    });
    expect(points).toBeLessThanOrEqual(FAIR_POINTS + 5);
  });

  it.each([0, 100, 500, 1900])(
    'gains no more by watching and reading the question after %i ms',
    (afterMs) => {
      const simulated = new SimulatedRoom();
      const player = simulated.join(40, { claim: claimsZero });
      watchRoom(simulated.room, simulated.clock);
      player.visitor.connection.writable = false;
      simulated.open();
      simulated.clock.advance(afterMs);
      player.visitor.drain();
      simulated.answer(player, REACTION_MS - afterMs);
      const [points] = simulated.close([player]);
      expect(points).toBeLessThanOrEqual(FAIR_POINTS + 5);
    },
  );
});

describe('an honest player', () => {
  it('loses nothing if a question is paused or the host sleeps', () => {
    const simulated = new SimulatedRoom();
    const { clock, room } = simulated;
    const player = simulated.join(120, { claim: honest });
    simulated.open();
    clock.advance(500);
    room.command({ type: 'pause' });
    clock.advance(60_000);
    room.command({ type: 'resume' });
    clock.advance(500);
    clock.sleep(600_000);
    clock.advance(0);
    player.visitor.send({ type: 'answer', question: 0, answer: 1, elapsed: 1000 });
    expect(simulated.close([player])).toEqual([900]);
  });

  it('loses nothing if the server is busy when the question is written, and when the answer arrives', () => {
    const simulated = new SimulatedRoom();
    const { clock, room } = simulated;
    const player = simulated.join(0, { claim: honest });
    joinRoom(room, clock, 'Nobody');
    room.command({ type: 'start' });
    room.command({ type: 'next' });
    clock.sleep(200);
    clock.advance(REACTION_MS - 1);
    clock.sleep(301);
    player.visitor.send({ type: 'answer', question: 0, answer: 1, elapsed: REACTION_MS });
    expect(simulated.close([player])).toEqual([FAIR_POINTS]);
  });

  it('is not late if the server is busy at the deadline', () => {
    const simulated = new SimulatedRoom();
    const { clock } = simulated;
    const player = simulated.join(0, { claim: honest });
    simulated.open();
    clock.advance(LIMIT_S * 1000 - 5);
    clock.sleep(400);
    player.visitor.send({ type: 'answer', question: 0, answer: 1, elapsed: LIMIT_S * 1000 });
    expect(simulated.close([player])).toEqual([500]);
  });
});
