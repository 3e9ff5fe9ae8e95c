// The players of a measured game, in a process and on a core of their own. One request per line, one reply per line, as JSON.
import { createInterface } from 'node:readline';
import { type AnswersSent, Crowd, type Received } from './crowd.ts';

export type LoadRequest =
  | { readonly type: 'join'; readonly port: number; readonly pin: string; readonly players: number }
  | { readonly type: 'shows'; readonly phase: string; readonly question: number }
  | { readonly type: 'answer'; readonly question: number; readonly withinMs: number }
  | { readonly type: 'answer-last'; readonly question: number }
  | { readonly type: 'received' };

/** The reply to a request. */
export interface LoadReply {
  readonly error?: string;
  readonly answers?: AnswersSent;
  readonly received?: Received;
  /** The messages that the first player has received since the previous reply. */
  readonly messages: readonly string[];
}

const crowd = new Crowd();
let messages: string[] = [];
crowd.onMessageOfFirst((text) => messages.push(text));

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const request: LoadRequest = JSON.parse(line);
    handle(request).then(reply, (error: unknown) => reply({ error: String(error) }));
  })
  .on('close', () => crowd.leave());

function reply(result: Omit<LoadReply, 'messages'>): void {
  process.stdout.write(`${JSON.stringify({ ...result, messages })}\n`);
  messages = [];
}

async function handle(request: LoadRequest): Promise<Omit<LoadReply, 'messages'>> {
  switch (request.type) {
    case 'join':
      crowd.start();
      await crowd.join(request.port, request.pin, request.players);
      return {};
    case 'shows':
      await crowd.shows(request.phase, request.question);
      return {};
    case 'answer':
      return { answers: await crowd.answer(request.question, request.withinMs) };
    case 'answer-last':
      await crowd.answerLast(request.question);
      return {};
    case 'received':
      return { received: crowd.takeReceived() };
  }
}
