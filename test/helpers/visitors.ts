import type { Rejected } from '../../source/protocol/server-message.ts';
import type { Room } from '../../source/server/room/room.ts';
import type { ManualClock } from './manual-clock.ts';
import { PIN, TestVisitor, tokenOf } from './rooms.ts';

/** Connects a visitor who joins with this name. */
export function joinRoom(room: Room, clock: ManualClock, name: string): TestVisitor {
  return new TestVisitor(room, clock).join(name);
}

/** Connects a visitor who resumes the seat of this name by its token. */
export function resumeSeat(room: Room, clock: ManualClock, name: string): TestVisitor {
  return new TestVisitor(room, clock).send({ type: 'resume', token: tokenOf(name) });
}

/** Connects a visitor who watches. */
export function watchRoom(room: Room, clock: ManualClock): TestVisitor {
  return new TestVisitor(room, clock).send({ type: 'watch', pin: PIN });
}

/** Returns the phases and answers that this visitor was sent, in order, as short words. */
export function messageSummary({ connection }: TestVisitor): string[] {
  return connection.messages.map((message) => {
    if (message.type === 'stage') return `stage ${message.phase}`;
    if (message.type !== 'you') return message.type;
    return message.result ? 'you result' : `you ${message.answered ? 'answered' : String(message.question)}`;
  });
}

/** Returns the code of each rejection, in order, with the question of a rejected answer. */
export function rejections({ connection }: TestVisitor): [Rejected['code'], number | undefined][] {
  return connection.all('rejected').map(({ code, question }) => [code, question]);
}
