import type { Rejected } from '../../source/protocol/server-message.ts';
import type { Room } from '../../source/server/room/room.ts';
import type { ManualClock } from './manual-clock.ts';
import { PIN, TestVisitor, tokenOf } from './rooms.ts';

/** Somebody comes and takes a seat by this name, where the room gives one. */
export function enter(room: Room, clock: ManualClock, name: string): TestVisitor {
  return new TestVisitor(room, clock).join(name);
}

/** Who had a seat by this name comes back on another connection, by the token. */
export function comeBack(room: Room, clock: ManualClock, name: string): TestVisitor {
  return new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf(name) });
}

/** Somebody comes and only looks on. */
export function watch(room: Room, clock: ManualClock): TestVisitor {
  return new TestVisitor(room, clock).send({ type: 'watch', pin: PIN });
}

/** The phases and answers that this visitor was told of, in order, as short words. */
export function story({ connection }: TestVisitor): string[] {
  return connection.messages.map((message) => {
    if (message.type === 'stage') return `stage ${message.phase}`;
    if (message.type !== 'you') return message.type;
    return message.result ? 'you result' : `you ${message.answered ? 'answered' : String(message.question)}`;
  });
}

/** The code of each rejection in order, with the question of a rejected answer. */
export function rejections({ connection }: TestVisitor): [Rejected['code'], number | undefined][] {
  return connection.all('rejected').map(({ code, question }) => [code, question]);
}
