import { readFile, readdir } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { PlainResponse } from './respond.ts';
import { type ReverseProxy, isSecure } from '../reverse-proxy.ts';

/** The page that phones play on. Its files stay in memory, and all responses share them. */
export interface Page {
  readonly index: PageFile;
  /** The other files, by their names, which change with their contents. */
  readonly assets: ReadonlyMap<string, PageFile>;
}

interface PageFile {
  /** The content type. */
  readonly type: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
}

/** The package of the program itself, as npm installs it. */
export interface PackageFile {
  /** The name of the file, which changes with its contents. */
  readonly name: string;
  /** Compressed with gzip. */
  readonly body: Buffer;
}

const INDEX = 'index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Reads and compresses the files of the page. Rejects with the system's error if they cannot be read. */
export async function readPage(folder: string): Promise<Page> {
  // Some systems leave hidden files in the folders that people look at.
  const names = (await readdir(folder)).filter((name) => name !== INDEX && !name.startsWith('.'));
  const [index, ...assets] = await Promise.all([
    readPageFile(folder, INDEX),
    ...names.map(async (name) => readPageFile(folder, name)),
  ]);
  return { index, assets: new Map(assets.map((file, position) => [names[position] ?? '', file])) };
}

async function readPageFile(folder: string, name: string): Promise<PageFile> {
  const body = await readFile(join(folder, name));
  const type = TYPES[extname(name)];
  if (type === undefined) throw new TypeError(`${name} has no content type`);
  return { type, body, gzipped: await promisify(gzip)(body) };
}

/** Returns the response with the page itself, which may load only its own files and connect only to its own game. */
export function indexResponse(
  { index }: Page,
  request: IncomingMessage,
  reverseProxy: ReverseProxy,
): PlainResponse {
  const { publicUrl } = reverseProxy;
  const { headers, ...response } = fileResponse(index, request.headers);
  const hosts = [request.headers.host ?? '', publicUrl === undefined ? '' : new URL(publicUrl).host];
  return {
    ...response,
    headers: {
      ...headers,
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentPolicy(hosts.filter((host) => POLICY_HOST.test(host))),
      // Without TLS, browsers ignore this header and log an error.
      ...(isSecure(request, reverseProxy) && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
      'Permissions-Policy': NO_PERMISSIONS,
      Vary: 'Accept, Accept-Encoding',
    },
  };
}

/**
 * Returns the response to a request for the path of the public URL without the slash at its end: the page names its files relative
 * to its own URL. The redirect is relative, too, because the server need not know the address that the browser used.
 */
export function slashRedirect({ publicUrl = '' }: ReverseProxy): PlainResponse {
  const folder = publicUrl.replace(/^.*\//su, '');
  return { status: 308, body: '', headers: { Location: `./${folder}/`, Vary: 'Accept' } };
}

/** Returns the response with a file whose name changes with its contents. */
export function assetResponse(file: PageFile, request: IncomingHttpHeaders): PlainResponse {
  const { headers, ...response } = fileResponse(file, request);
  return { ...response, headers: { ...headers, ...KEPT_HEADERS } };
}

/** Returns the response with a file that is compressed already and whose name changes with its contents. */
export function packageResponse({ body }: PackageFile): PlainResponse {
  return { status: 200, type: 'application/gzip', body, headers: { ...FILE_HEADERS, ...KEPT_HEADERS } };
}

function fileResponse({ type, body, gzipped }: PageFile, request: IncomingHttpHeaders) {
  const isCompressed = qualityOf('gzip', request['accept-encoding']) > 0;
  return {
    status: 200,
    type,
    body: isCompressed ? gzipped : body,
    headers: {
      ...(isCompressed && { 'Content-Encoding': 'gzip' }),
      ...FILE_HEADERS,
      Vary: 'Accept-Encoding',
    },
  };
}

/**
 * For files that are loaded once. A browser opens up to six connections for them: if they stayed open, a few hundred phones would
 * reach the limit on connections.
 */
const KEPT_HEADERS = { 'Cache-Control': 'public, max-age=31536000, immutable', Connection: 'close' };

const FILE_HEADERS = { 'Cross-Origin-Resource-Policy': 'same-origin', 'Referrer-Policy': 'no-referrer' };

/** Browsers that do not count WebSockets as `'self'` need their addresses. The grammar of policies has no IPv6 addresses. */
function contentPolicy(hosts: readonly string[]): string {
  const sockets = [...new Set(hosts)].flatMap((host) => [`ws://${host}`, `wss://${host}`]);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    ['connect-src', "'self'", ...sockets].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const POLICY_HOST = /^[a-z\d.-]{1,255}(?::\d{1,5})?$/iu;

const NO_PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Whether the client prefers HTML to plain text. Only a type named explicitly counts, as browsers name it. */
export function wantsHtml({ accept }: IncomingHttpHeaders): boolean {
  const html = qualityOf('text/html', accept);
  return html > 0 && html >= qualityOf('text/plain', accept);
}

/** Returns the quality of a value in a list such as that of `Accept`, from 0 to 1; 0 if it is not listed. */
function qualityOf(value: string, list: string | string[] = ''): number {
  const entries = String(list)
    .split(',')
    .map((entry) => entry.trim().toLowerCase());
  const entry = entries.find((text) => text.split(';', 1)[0]?.trim() === value);
  if (entry === undefined) return 0;
  return Number(/;\s*q=([\d.]+)/u.exec(entry)?.[1] ?? 1);
}
