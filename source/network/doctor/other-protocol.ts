import { ask } from './ask.ts';
import { openTunnel } from './line.ts';
import { shakeHands } from './secure.ts';
import { type Target, hostAndPort } from './target.ts';
import { INFO_PATH } from '../../protocol/endpoints.ts';

/** Whether TLS is spoken where plain HTTP was expected, whoever it is. */
export async function speaksTls(target: Target, signal: AbortSignal): Promise<boolean> {
  const opened = await openTunnel(target, signal);
  if (!opened.ok) return false;
  const secured = await shakeHands(target, opened.value.socket, signal);
  opened.value.socket.destroy();
  return secured.ok;
}

/** Whether plain HTTP is spoken where TLS was expected, whoever it is. */
export async function speaksHttp(target: Target, signal: AbortSignal): Promise<boolean> {
  const { host, port } = target;
  const base = `http://${hostAndPort(host, port)}`;
  const asked = await ask({ ...target, base, isSecure: false }, INFO_PATH, {}, signal);
  // What speaks TLS says so to plain HTTP with 400, or sends us on.
  return asked.ok && asked.value.ok && ![307, 400].includes(asked.value.answer.status);
}
