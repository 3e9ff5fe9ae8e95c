import { isBindAddressError } from '../../network/addresses/address.ts';
import { connectionCapacity } from '../../server/limits/capacity.ts';
import { type ListenOptions, type ListeningServer, listen } from '../../server/server.ts';
import { errorCode, errorMessage } from '../../text/error.ts';

/**
 * A server on a port, or why the port cannot be had, in a sentence.
 *
 * @param whenInUse What to do where another program has it.
 */
export async function takePort(
  { port, bind, tls }: Omit<ListenOptions, 'maxConnections'>,
  whenInUse: string,
): Promise<ListeningServer | string> {
  try {
    return await listen({ port, bind, maxConnections: connectionCapacity(), tls });
  } catch (error) {
    return failureOf(error, { port, bind }, whenInUse);
  }
}

function failureOf(
  error: unknown,
  { port, bind = 'this machine' }: Pick<ListenOptions, 'port' | 'bind'>,
  whenInUse: string,
): string {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use, perhaps by another game. ${whenInUse}`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs more rights than you have. Choose one above 1023 with --port.`;
  if (isBindAddressError(code)) return `${bind} is not an address of this machine. Check --bind.`;
  return `Port ${port} cannot be opened: ${errorMessage(error)}`;
}
