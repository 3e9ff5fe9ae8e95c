import { isBindAddressError } from '../../network/addresses/address.ts';
import { connectionCapacity } from '../../server/limits/open-connections.ts';
import { type ListenOptions, type ListeningServer, listen } from '../../server/server.ts';
import { errorCode, errorMessage } from '../../text/error.ts';

/**
 * Opens a server on a port. Returns a message if the port is not available.
 *
 * @param ifInUse What the host can do if another program has the port.
 */
export async function openPort(
  { port, bind, tls }: Omit<ListenOptions, 'maxConnections'>,
  ifInUse: string,
): Promise<ListeningServer | string> {
  try {
    return await listen({ port, bind, maxConnections: connectionCapacity(), tls });
  } catch (error) {
    return failureText(error, { port, bind }, ifInUse);
  }
}

function failureText(
  error: unknown,
  { port, bind = 'this machine' }: Pick<ListenOptions, 'port' | 'bind'>,
  ifInUse: string,
): string {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') return `Port ${port} is in use, perhaps by another game. ${ifInUse}`;
  if (code === 'EACCES')
    return `Opening port ${port} requires administrator rights. Pass --port with a number above 1023.`;
  if (isBindAddressError(code)) return `${bind} is not an address of this machine. Check --bind.`;
  return `Port ${port} cannot be opened: ${errorMessage(error)}`;
}
