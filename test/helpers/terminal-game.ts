import { TerminalProgram, type TerminalOptions } from './terminal.ts';

export interface SeatOptions extends TerminalOptions {
  /** Options of the command line. */
  readonly flags?: readonly string[];
}

/** A host and players of one game, each in a terminal of its own. */
export class TerminalGame {
  readonly host: TerminalProgram;
  readonly address: string;
  readonly pin: string;

  private constructor(host: TerminalProgram, address: string, pin: string) {
    this.host = host;
    this.address = address;
    this.pin = pin;
  }

  /** Starts a host and reads from its lobby how to join. */
  static async host(quiz: string, { flags = [], ...options }: SeatOptions = {}): Promise<TerminalGame> {
    const host = new TerminalProgram(['host', quiz, '--bind', '127.0.0.1', '--port', '0', ...flags], options);
    const lobby = await host.shows(/termquiz join \S+ \d{6}/u);
    const [, address = '', pin = ''] = /termquiz join (\S+) (\d{6})/u.exec(lobby) ?? [];
    return new TerminalGame(host, address, pin);
  }

  /** A player who joins by the command line and waits in the lobby, or wherever the game is. */
  player(name: string, { flags = [], ...options }: SeatOptions = {}): TerminalProgram {
    return new TerminalProgram(['join', this.address, this.pin, '--name', name, ...flags], options);
  }
}
