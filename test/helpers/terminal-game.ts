import { type TerminalOptions, TerminalProgram } from './terminal.ts';

const PIN = '482913';

export interface SeatOptions extends TerminalOptions {
  /** Options of the command line. */
  readonly flags?: readonly string[];
}

/** A game whose host and players each have their own terminal. */
export class TerminalGame {
  readonly host: TerminalProgram;
  readonly address: string;
  readonly pin = PIN;

  private constructor(host: TerminalProgram, address: string) {
    this.host = host;
    this.address = address;
  }

  /** Starts a host and reads the address from its lobby. */
  static async host(quiz: string, { flags = [], ...options }: SeatOptions = {}): Promise<TerminalGame> {
    const host = new TerminalProgram(
      ['host', quiz, '--bind', '127.0.0.1', '--port', '0', '--pin', PIN, ...flags],
      options,
    );
    // A small screen has only the URL of the page.
    const screen = await host.shows(/termquiz join (?:\S+:\d|https?:)|https?:\/\/\S+\/#\d/u);
    const [, inCommand] = /termquiz join (\S+)/u.exec(screen) ?? [];
    const [, scheme, inUrl = ''] = /(https?):\/\/(\S+)\/#/u.exec(screen) ?? [];
    return new TerminalGame(host, inCommand ?? (scheme === 'https' ? `wss://${inUrl}` : inUrl));
  }

  /** Starts a player who joins with the command line. */
  player(name: string, { flags = [], ...options }: SeatOptions = {}): TerminalProgram {
    return new TerminalProgram(['join', this.address, this.pin, '--name', name, ...flags], options);
  }

  /** Starts a player and waits until they have joined, and the host's screen shows it. */
  async join(name: string, options?: SeatOptions): Promise<TerminalProgram> {
    const player = this.player(name, options);
    await player.shows("You're in");
    await this.host.hides('Waiting for players');
    return player;
  }
}
