import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inProcessTransport } from '../../../source/client/transport/in-process.ts';
import type { PlayerSnapshot } from '../../../source/client/player-seat.ts';
import type { WatchSnapshot } from '../../../source/client/watched-game.ts';
import { Watcher } from '../../../source/client/watcher.ts';
import { parseServerMessage } from '../../../source/protocol/server-message.ts';
import type { Room } from '../../../source/server/room/room.ts';
import { withCounts } from '../../../source/view/counts.ts';
import type { Stage } from '../../../source/view/stage.ts';
import { stageOf } from '../../../source/view/stage-of.ts';
import { replay } from '../../helpers/games.ts';
import type { ManualClock } from '../../helpers/manual-clock.ts';
import { PolledSeat, pollingSeats } from '../../helpers/polled-seat.ts';
import { PIN, player, roomOnManualClock } from '../../helpers/rooms.ts';
import { joinRoom } from '../../helpers/visitors.ts';

/** Somebody in a room, over one kind of connection. */
interface Guest {
  answer(question: number, answer: number | boolean): void;
  /** Loses the connection. */
  lose(): void;
  block(): void;
  unblock(): void;
  /** Returns what this guest sees; null without a connection. */
  stage(): Stage | null;
}

type Enter = (room: Room, clock: ManualClock, name: string) => Guest;

const nothing = () => undefined;

/** Plays, and reconnects after losing the connection. */
const inSession: Enter = (room, clock, name) => {
  const { session, transport } = player(room, clock, name);
  return {
    answer: (_question, answer) => session.answer(answer),
    lose: () => transport.drop(),
    block: nothing,
    unblock: nothing,
    stage: () => stageIfOpen(session.snapshot()),
  };
};

/** Plays over a connection that may not be writable. */
const onSlowConnection: Enter = (room, clock, name) => {
  const visitor = joinRoom(room, clock, name);
  const { connection } = visitor;
  return {
    answer: (question, answer) => void visitor.send({ type: 'answer', question, answer }),
    lose: () => {
      connection.close(1000);
      visitor.disconnect();
    },
    block: () => {
      connection.writable = false;
    },
    unblock: () => visitor.drain(),
    stage: () => (connection.closedWith === null ? stageIn(connection.sent) : null),
  };
};

/** Plays over HTTP. Without requests, the connection is lost ten seconds later. */
const polling: Enter = (room, clock, name) => {
  const seat = new PolledSeat(room, clock, pollingSeats(room, clock)).join(name);
  let isPolling = true;
  return {
    answer: (question, answer) => seat.say(JSON.stringify({ type: 'answer', question, answer })),
    lose: () => {
      isPolling = false;
      seat.disconnect();
    },
    block: nothing,
    unblock: nothing,
    stage: () => (isPolling ? stageIn(seat.sent) : null),
  };
};

const watching: Enter = (room, clock) => {
  const watcher = new Watcher(PIN, {
    transport: inProcessTransport(room, clock),
    clock,
    random: () => 0.5,
  });
  watcher.watch();
  return {
    answer: nothing,
    lose: nothing,
    block: nothing,
    unblock: nothing,
    stage: () => stageIfOpen(watcher.snapshot()),
  };
};

function stageIfOpen({ connection, stage }: PlayerSnapshot | WatchSnapshot): Stage | null {
  return connection === 'open' ? stage : null;
}

/** Returns the newest stage in messages or responses, with the counts for it. */
function stageIn(sent: readonly { readonly text: string }[]): Stage | null {
  let stage: Stage | null = null;
  for (const { text } of sent) {
    if (!text.startsWith('{')) continue;
    const body: object = JSON.parse(text);
    const views = 'now' in body && !('type' in body) ? Object.values(body) : [body];
    for (const view of views) {
      const message = parseServerMessage(JSON.stringify(view));
      if (message?.type === 'stage') stage = message;
      if (message?.type === 'counts' && message.stage === stage?.version) stage = withCounts(stage, message);
    }
  }
  return stage;
}

const ENTRANCES = { inSession, onSlowConnection, polling, watching };

const someStep = fc.record({
  type: fc.constantFrom(
    ...(['enter', 'enter', 'enter', 'answer', 'answer', 'answer', 'lose', 'block', 'unblock'] as const),
    ...(['start', 'next', 'next', 'close', 'pause', 'resume', 'lock', 'unlock', 'again'] as const),
  ),
  how: fc.constantFrom(...(['inSession', 'onSlowConnection', 'polling', 'watching'] as const)),
  name: fc.constantFrom('Ada', 'Bob', 'Cleo'),
  waitMs: fc.oneof(fc.constantFrom(0, 0, 0, 1, 100, 200), fc.nat(3000)),
});

type Step = typeof someStep extends fc.Arbitrary<infer Value> ? Value : never;

function take(room: Room, clock: ManualClock, guests: Map<string, Guest>, step: Step): void {
  const { type, how, name, waitMs } = step;
  const who = `${name} ${how}`;
  const guest = guests.get(who);
  const { stage } = room.snapshot();
  const question = 'question' in stage ? stage.question.index : 0;
  if (type === 'enter') {
    guest?.lose();
    guests.set(who, ENTRANCES[how](room, clock, who));
  } else if (type === 'answer') guest?.answer(question, question === 0 ? 1 : true);
  else if (type === 'lose' || type === 'block' || type === 'unblock') guest?.[type]();
  else room.command({ type });
  clock.advance(waitMs);
}

/** What a stage says about the players. */
function facts(stage: Stage) {
  return {
    phase: stage.phase,
    players: stage.players,
    connected: stage.connected,
    answered: stage.phase === 'question' ? stage.answered : null,
    names: stage.phase === 'lobby' ? stage.names : null,
    top: stage.phase === 'standings' ? stage.top : null,
  };
}

describe('a room after any sequence of events', () => {
  it('shows everybody the newest numbers and names once the changes stop', () => {
    fc.assert(
      fc.property(fc.array(someStep, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
        const { room, clock, events } = roomOnManualClock();
        const guests = new Map<string, Guest>();
        for (const step of steps) take(room, clock, guests, step);
        for (const guest of guests.values()) guest.unblock();
        // After ten seconds, players over HTTP who have stopped polling count as away.
        clock.advance(10_000);
        clock.advance(5000);
        const start = events.findLastIndex(({ type }) => type === 'game-created');
        const [created, ...happened] = events.slice(start);
        if (created?.type !== 'game-created') throw new TypeError('there is no game');
        const game = replay(
          created,
          happened.filter((event) => event.type !== 'game-created'),
        );
        const expected = facts(stageOf(game, 0));
        expect(facts(room.snapshot().stage)).toEqual(expected);
        for (const [who, guest] of guests) {
          const stage = guest.stage();
          if (stage) expect([who, facts(stage)]).toEqual([who, expected]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
