import { fixture } from './binary.ts';
import { HeadlessHost } from './headless-host.ts';
import { tokenOf } from './rooms.ts';
import { LOOPBACK } from './sockets.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { WireClient } from './wire-client.ts';

export interface HeadlessGameOptions {
  /** Default: one with a choice, of which the second option is right, and a statement, which is true. */
  readonly quiz?: string;
  /** What else the command line says. */
  readonly flags?: readonly string[];
}

/** A game without a screen, with players who speak to it as the wire has it, and a host that can be killed and gone on with. */
export async function headlessGame({
  quiz = fixture('two-questions.json'),
  flags = [],
}: HeadlessGameOptions = {}) {
  const stateDir = temporaryFolder();
  const kept = ['--state-dir', stateDir];
  const host = new HeadlessHost(quiz, [...kept, ...flags]);
  const listening = await host.listening();
  const url = `ws://${LOOPBACK}:${listening.port}`;
  return {
    host,
    listening,
    stateDir,
    url,
    journal: listening.journal ?? '',
    /** Takes a seat by this name, with a token of its own. */
    join: async (name: string) => WireClient.join(url, listening.pin, name, tokenOf(name)),
    /** Who has a seat by this name takes it on another connection. */
    comeBack: async (name: string) => {
      const client = await WireClient.connect(url);
      client.send({ type: 'resume', token: tokenOf(name) });
      await client.next('welcome');
      return client;
    },
    /** Starts a host that goes on with the game. */
    resume: (more: readonly string[] = []) => new HeadlessHost('--resume', [...kept, ...more]),
  };
}
