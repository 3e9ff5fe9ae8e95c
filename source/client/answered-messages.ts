import { type ServerMessage, parseServerMessage } from '../protocol/server-message.ts';
import { parseJson } from '../quiz/parse-json.ts';

/** A message of the server, and its text. */
export interface Answered {
  readonly text: string;
  readonly message: ServerMessage;
}

/**
 * The messages in the body of an answer over HTTP, in the order in which they are to be heard; undefined where it is not
 * a termquiz that answers.
 */
export function answeredMessages(body: string): readonly Answered[] | undefined {
  const alone = parseServerMessage(body);
  if (alone) return [{ text: body, message: alone }];
  const views = parseJson(body);
  if (typeof views !== 'object' || views === null || !('now' in views || 'bye' in views)) return undefined;
  return ['stage', 'you', 'bye'].flatMap((key) => {
    const text = JSON.stringify(Reflect.get(views, key)) ?? '';
    const message = parseServerMessage(text);
    // One of a newer server says nothing to this client.
    return message ? [{ text, message }] : [];
  });
}
