import type { GameClientOptions } from '../../client/game-client.ts';
import type { ConnectionFailure } from '../../client/player-seat.ts';
import { type TransportChoice, createTransport } from '../../client/transport/create-transport.ts';
import { systemClock } from '../../clock.ts';
import { readCertificateAuthorities } from '../process/certificate-authorities.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { printError, printLines } from '../process/output.ts';
import {
  type ParsedAddress,
  isLoopback,
  joinAddress,
  parseAddress,
  unbracketed,
} from '../../network/addresses/address.ts';
import { unusableProxy } from '../../network/faults/proxy.ts';
import { agentFor } from '../../network/proxy/agents.ts';
import { proxyFor, routeTo } from '../../network/proxy/route.ts';
import type { PlayerPlace } from '../../terminal/index.ts';
import type { Bye } from '../../protocol/server-message.ts';

/** The command line options for connecting. */
export interface ConnectionOptions {
  readonly transport: TransportChoice;
  /** A PEM file of certificate authorities to trust. Default: those built into Node. */
  readonly ca?: string | undefined;
}

/** Returns the options to connect to the game at a base URL. */
export type Connector = (base: string) => GameClientOptions;

/** Creates a connector from the options and the proxy variables in the environment. Returns a message if `--ca` is unusable. */
export async function createConnector({ transport, ca }: ConnectionOptions): Promise<Connector | string> {
  const authorities = ca === undefined ? undefined : await readCertificateAuthorities(ca);
  if (authorities && !authorities.ok) return authorities.message;
  const sources = { clock: systemClock(), random: Math.random };
  const options = { ...sources, agentFor, proxyFor, ca: authorities?.ca };
  return (base) => ({ ...sources, transport: createTransport(base, transport, options) });
}

/** Parses an address, and rejects it if the proxy for it in the environment is unusable. */
export function parseGameAddress(typed: string): ParsedAddress {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return parsed;
  const route = routeTo(parsed.base);
  if (route.type !== 'unusable') return parsed;
  const { meaning, advice } = unusableProxy(route.variable);
  return { ok: false, message: `${meaning} ${advice}` };
}

/** Returns where the game at an address is, as typed; null if the address is invalid. */
export function placeOf(typed: string): PlayerPlace | null {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return null;
  const { base } = parsed;
  // What was typed is the shortest, but people paste it into a shell.
  const address = /^[\w.:[\]/-]+$/u.test(typed) ? typed : joinAddress(base);
  return { address, base, isLocal: isLoopback(unbracketed(new URL(base).hostname)) };
}

/**
 * Prints how a game ended, once the screen is closed. A game that was cut short is a failure, unless it continues on another device.
 *
 * @param hasResult Whether the player's result has been printed, which says that the game is over. Default: false.
 */
export function printGameEnd(end: Bye | ConnectionFailure, hasResult = false): ExitCode {
  if (end.type === 'bye' && (end.code === 'ended' || end.code === 'moved')) {
    if (!hasResult) printLines(end.message);
    return exitCodes.done;
  }
  printError(end.message);
  if (end.type === 'bye' && end.code === 'host-left') {
    printError('If the game resumes, run the same command to come back.');
  }
  return exitCodes.failed;
}
