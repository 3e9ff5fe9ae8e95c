import { WebSocket } from 'ws';
import { parseServerMessage } from '../../source/protocol/server-message.ts';
import type { Answer } from '../../source/quiz/questions/question-type.ts';
import type { AskedQuestion, Stage } from '../../source/view/stage.ts';

const NAMES = [
  'Grace Hopper',
  'linus',
  'Dijkstra 🐧',
  '山田太郎',
  'Margaret',
  'knuth',
  'Zoë',
  'barbara_l',
  'Ritchie',
  'K. Thompson',
  'Frances',
  'radia',
  'Guido',
  'anders',
  'Бьёрн',
  'Hedy',
];

/** Players who fill a room, and answer at once, each in their own way. */
export class Crowd {
  readonly #sockets: WebSocket[] = [];
  /** The newest stage. */
  stage: Stage | null = null;

  /** Lets players join, one after the other. Resolves once all of them are in. */
  async join(url: string, pin: string): Promise<void> {
    for (const [index, name] of NAMES.entries()) await this.#join(url, pin, name, index);
  }

  leave(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async #join(url: string, pin: string, name: string, index: number): Promise<void> {
    const socket = new WebSocket(`${url}/v1/socket`, ['termquiz.v1']);
    this.#sockets.push(socket);
    const answered = new Set<number>();
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('open', () => socket.send(JSON.stringify({ type: 'join', pin, name })));
      socket.on('message', (data) => {
        const message = parseServerMessage(data.toString());
        if (message?.type === 'welcome') resolve();
        if (message?.type !== 'stage') return;
        this.stage = message;
        if (message.phase !== 'question') return;
        const { question } = message;
        // A quarter of the room is still thinking.
        if (answered.has(question.index) || index % 4 === 3) return;
        answered.add(question.index);
        const answer = answerTo(question, index);
        socket.send(JSON.stringify({ type: 'answer', question: question.index, answer }));
      });
    });
  }
}

function answerTo({ type, options = [], items = [] }: AskedQuestion, player: number): Answer {
  switch (type) {
    case 'boolean':
      return player % 3 !== 0;
    case 'multiple':
      return player % 2 === 0 ? [0, 2] : [0, 1];
    case 'text':
      return ['git bisect', 'bisect', 'git blame', 'git log'][player % 4] ?? '';
    case 'number':
      return [1991, 1989, 2000, 1995][player % 4] ?? 0;
    case 'order':
      return player % 2 === 0 ? items.map((_, index) => index) : items.map((_, index) => index).toReversed();
    default:
      return (player * player) % options.length;
  }
}
