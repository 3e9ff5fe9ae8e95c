import { expect, onTestFinished } from 'vitest';
import { type ServerMessage, parseServerMessage } from '../../source/protocol/server-message.ts';
import type { Stage } from '../../source/view/stage.ts';
import { PIN, isOfType, tokenOf } from './rooms.ts';
import { LOOPBACK, type ServeOptions, serveRoom } from './sockets.ts';

type MessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

/** A response of the polling API. */
export class ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;

  constructor(response: Response, text: string) {
    this.status = response.status;
    this.headers = response.headers;
    this.text = text;
  }

  /** Returns the value of a key in the body. */
  at(key: string): unknown {
    return Reflect.get(Object(JSON.parse(this.text)), key);
  }

  /** Returns the message of a type: the whole body, or the value of the key with that name. */
  message<Type extends ServerMessage['type']>(type: Type): MessageOf<Type> | undefined {
    const part = this.at('type') === type ? this.text : JSON.stringify(this.at(type) ?? null);
    const message = parseServerMessage(part);
    return message && isOfType(message, type) ? message : undefined;
  }

  /** The code of a rejection. */
  get code(): string | undefined {
    return this.message('rejected')?.code;
  }
}

/** A player over the polling API, who leaves at the end of the test. */
export class ApiClient {
  readonly #port: number;
  readonly name: string;
  readonly token: string;
  /** The versions of the newest views. */
  stage: number | undefined;
  you: number | undefined;

  constructor(port: number, name = 'Ada', token = tokenOf(name)) {
    this.#port = port;
    this.name = name;
    this.token = token;
    // Otherwise the host waits for this client to fetch the goodbye. The host may be gone already.
    onTestFinished(async () => void (await this.leave().catch(() => undefined)));
  }

  async join({ pin = PIN } = {}): Promise<ApiResponse> {
    return this.post('/v1/players', { type: 'join', pin, name: this.name, token: this.token });
  }

  async resume(): Promise<ApiResponse> {
    return this.post('/v1/players', { type: 'resume', token: this.token });
  }

  /** Requests the views that have changed since the last request. */
  async views(wait = 0, signal?: AbortSignal): Promise<ApiResponse> {
    const known = [
      ...(this.stage === undefined ? [] : [`stage=${this.stage}`]),
      ...(this.you === undefined ? [] : [`you=${this.you}`]),
    ];
    const response = await this.request(`/v1/views?${[...known, `wait=${wait}`].join('&')}`, {
      ...(signal && { signal }),
    });
    this.stage = response.message('stage')?.version ?? this.stage;
    this.you = response.message('you')?.version ?? this.you;
    return response;
  }

  /** Requests views until a response matches. */
  async until(matches: (answer: ApiResponse) => boolean): Promise<ApiResponse> {
    const answer = await this.views(5);
    return matches(answer) ? answer : this.until(matches);
  }

  /** Requests views until there is a stage of this phase. */
  async phase(wanted: Stage['phase']): Promise<ApiResponse> {
    return this.until((answer) => answer.message('stage')?.phase === wanted);
  }

  /** Requests views until there is a goodbye. */
  async bye(): Promise<ApiResponse> {
    return this.until((answer) => answer.message('bye') !== undefined);
  }

  async answer(answer: unknown, question = 0): Promise<ApiResponse> {
    return this.post('/v1/answers', { type: 'answer', question, answer });
  }

  async leave(): Promise<ApiResponse> {
    return this.request('/v1/players/me', { method: 'DELETE' });
  }

  async post(path: string, message: unknown, headers: Record<string, string> = {}): Promise<ApiResponse> {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    return this.request(path, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  }

  async request(path: string, init: RequestInit = {}): Promise<ApiResponse> {
    const headers = { Authorization: `Bearer ${this.token}`, ...Object(init.headers) };
    const response = await fetch(`http://${LOOPBACK}:${this.#port}${path}`, { ...init, headers });
    return new ApiResponse(response, await response.text());
  }
}

/** Returns a player who has joined and has seen their own name in the lobby. */
export async function seated(port: number, name = 'Ada'): Promise<ApiClient> {
  const client = new ApiClient(port, name);
  await client.join();
  await client.until((answer) => {
    const stage = answer.message('stage');
    return stage !== undefined && (stage.phase !== 'lobby' || stage.names.some((each) => each.name === name));
  });
  return client;
}

/** Serves a room in which Ada sees an open question. */
export async function serveOpenQuestion(options: ServeOptions = {}) {
  const served = await serveRoom(options);
  const ada = await seated(served.port);
  served.room.command({ type: 'start' });
  served.room.command({ type: 'next' });
  expect((await ada.views()).message('stage')?.phase).toBe('question');
  return { ...served, ada };
}
