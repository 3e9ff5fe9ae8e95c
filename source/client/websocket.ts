import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import { SOCKET_PATH, SUBPROTOCOL } from '../protocol/endpoints.ts';
import { certificateFailure } from './certificate-failure.ts';
import { secureAddress } from './secure-address.ts';
import type { ConnectOptions, Link, LinkFailure, LinkHandlers, Transport } from './transport.ts';

/** The server pings every 5 s: a line that is silent for so long is dead, whatever the system says. */
const SILENT_MS = 15_000;

/**
 * A network that answers nothing is given up on; a stage is far smaller than the largest message; and who leaves does not
 * wait long for a server that may be gone.
 */
const LIMITS = { handshakeTimeout: 10_000, maxPayload: 1024 * 1024, closeTimeout: 1000 };

/** Reaches a game by WebSocket. @param base As `parseAddress` gives it. */
export function webSocketTransport(base: string, options: ConnectOptions = {}): Transport {
  const url = `${base.replace(/^http/u, 'ws')}${SOCKET_PATH}`;
  return { open: (handlers) => openSocket(url, options, handlers) };
}

function openSocket(url: string, { agentFor, ca }: ConnectOptions, handlers: LinkHandlers): Link {
  const agent = agentFor?.(url);
  const socket = new WebSocket(url, [SUBPROTOCOL], {
    ...LIMITS,
    ...(agent && { agent }),
    ...(ca !== undefined && { ca }),
    perMessageDeflate: false,
  });
  const { host } = new URL(url);
  let failure: LinkFailure = { message: `The connection to ${host} broke.`, isFinal: false };
  let isClosed = false;
  let silence: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.terminate(), SILENT_MS);
  };

  socket.on('open', () => {
    heard();
    if (!isClosed) handlers.onOpen();
  });
  socket.on('ping', heard);
  socket.on('message', (data) => {
    heard();
    if (!isClosed) handlers.onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) => {
    failure = { message: refusalMessage(host, response), isFinal: true };
    socket.terminate();
  });
  socket.on('error', (error) => {
    failure = connectFailure(host, error, failure);
  });
  socket.on('close', () => {
    clearTimeout(silence);
    if (!isClosed) handlers.onClose(failure);
    isClosed = true;
  });

  return {
    send: (message) => socket.send(JSON.stringify(message)),
    close() {
      isClosed = true;
      socket.close();
    },
  };
}

function refusalMessage(host: string, { statusCode: status = 0, headers }: IncomingMessage): string {
  const secure = secureAddress(status, headers.location);
  if (secure !== undefined) return `${host} speaks TLS: use ${secure} in place of it.`;
  return `${host} answers, but not as a termquiz does (HTTP status ${status}). Check the address and the port with the host.`;
}

/** The failure that an error of the socket tells, or the one that is known already where it adds nothing. */
function connectFailure(host: string, error: Error, known: LinkFailure): LinkFailure {
  if (known.isFinal) return known;
  const certificate = certificateFailure(host, error);
  if (certificate !== undefined) return { message: certificate, isFinal: true };
  const code = 'code' in error ? String(error.code) : '';
  // What connects for us says by itself what is wrong with a proxy.
  if (code === 'EPROXY') return { message: error.message, isFinal: true };
  if (code === 'ECONNREFUSED') {
    return {
      message: `Nothing answers at ${host}. Is the game running, and the address right?`,
      isFinal: true,
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return {
      message: `There is no computer called ${host} on this network. Check the address.`,
      isFinal: true,
    };
  }
  if (
    code === 'EHOSTUNREACH' ||
    code === 'ENETUNREACH' ||
    code === 'ETIMEDOUT' ||
    /timed out/u.test(error.message)
  ) {
    return { message: `${host} cannot be reached. Are you on the same network as the host?`, isFinal: false };
  }
  return { message: `The connection to ${host} failed: ${error.message}.`, isFinal: false };
}
