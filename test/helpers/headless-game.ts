import { fixture } from './binary.ts';
import { HeadlessHost } from './headless-host.ts';
import { tokenOf } from './rooms.ts';
import { LOOPBACK } from './sockets.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { WireClient } from './wire-client.ts';

export interface HeadlessGameOptions {
  /** Default: a choice whose second option is correct, then a true statement. */
  readonly quiz?: string;
  /** More options for the host. */
  readonly flags?: readonly string[];
}

/** Starts a headless game whose players speak the wire protocol, and whose host can be killed and resumed. */
export async function headlessGame({
  quiz = fixture('two-questions.json'),
  flags = [],
}: HeadlessGameOptions = {}) {
  const stateDir = temporaryFolder();
  const stateOptions = ['--state-dir', stateDir];
  const host = new HeadlessHost(quiz, [...stateOptions, ...flags]);
  const listening = await host.listening();
  const url = `ws://${LOOPBACK}:${listening.port}`;
  return {
    host,
    listening,
    stateDir,
    url,
    journal: listening.journal ?? '',
    /** Takes a seat with this name and its token. */
    join: async (name: string) => WireClient.join(url, listening.pin, name, tokenOf(name)),
    /** Reconnects to the seat of this name. */
    comeBack: async (name: string) => {
      const client = await WireClient.connect(url);
      client.send({ type: 'resume', token: tokenOf(name) });
      await client.next('welcome');
      return client;
    },
    /** Starts a host that resumes the game. */
    resume: (more: readonly string[] = []) => new HeadlessHost('--resume', [...stateOptions, ...more]),
  };
}
