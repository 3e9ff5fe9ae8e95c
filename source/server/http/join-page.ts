import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { ReverseProxy } from '../reverse-proxy.ts';

/** The page that explains how to join, with its headers. */
export interface JoinPage {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Explains how to join: to browsers as HTML, to others as plain text. The PIN is only on the host's screen. */
export function joinPage(title: string, request: IncomingMessage, reverseProxy: ReverseProxy): JoinPage {
  const command = `npx termquiz join ${joinAddress(request, reverseProxy)}`;
  return wantsHtml(request.headers.accept) ? asHtml(title, command) : asText(title, command);
}

const INTRODUCTION = 'To join this quiz, run this command in a terminal:';
// Not part of the command, which people copy: a shell would read <PIN> as a redirection.
const PIN_NOTE = "It asks for the PIN, which is on the host's screen.";

function asText(title: string, command: string): JoinPage {
  return {
    body: `${title}\n\n${INTRODUCTION}\n\n  ${command}\n\n${PIN_NOTE}\n`,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', Vary: 'Accept' },
  };
}

const STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1d1c22; --faint: #66646f; --box: #1d1c22; --command: #ffd866; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #17161b; --ink: #f2f0ea; --faint: #a19ea9; --box: #26242c; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 42rem; }
h1 { margin: 0 0 1.5rem; font-size: clamp(1.6rem, 6vw, 2.5rem); line-height: 1.15; overflow-wrap: anywhere; }
pre { margin: 1rem 0; padding: 1rem 1.25rem; border-radius: 0.5rem; background: var(--box); color: var(--command);
  font: 1rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
p { margin: 0; }
footer { margin-top: 1.5rem; color: var(--faint); font-size: 0.9375rem; }
`;

/** Allows nothing but the style sheet above: no scripts, no other resources, no framing. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function asHtml(title: string, command: string): JoinPage {
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · termquiz</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${INTRODUCTION}</p>
<pre>${escaped(command)}</pre>
<p>${PIN_NOTE}</p>
<footer>It runs on Node.js. There is nothing else to install, and you need no account.</footer>
</main>
</body>
</html>
`;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': POLICY,
    'Referrer-Policy': 'no-referrer',
    Vary: 'Accept',
  };
  return { body, headers };
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** Returns the address to join: the public URL, or else the address in the request. */
function joinAddress({ headers, socket }: IncomingMessage, { publicUrl, trustProxy }: ReverseProxy): string {
  if (publicUrl !== undefined) return publicUrl;
  // The client controls this header: repeat it only if it looks like an address.
  const host = /^[\w.:[\]-]{1,255}$/u.exec(headers.host ?? '')?.[0] ?? '<address>';
  const isBehindTls = trustProxy === true && headers['x-forwarded-proto'] === 'https';
  if (socket instanceof TLSSocket || isBehindTls) return `wss://${host}`;
  // Browsers omit port 80, but without a scheme `join` defaults to another port.
  return /(?:^<address>|:\d+)$/u.test(host) ? host : `ws://${host}`;
}

/** Whether the client prefers HTML to plain text. Only a type named explicitly counts, as browsers name it. */
function wantsHtml(accept = ''): boolean {
  const html = qualityOf('text/html', accept);
  return html > 0 && html >= qualityOf('text/plain', accept);
}

/** Returns the quality of a type, from 0 to 1; 0 if it is not listed. */
function qualityOf(type: string, accept: string): number {
  const ranges = accept.split(',').map((range) => range.trim().toLowerCase());
  const range = ranges.find((text) => text.split(';', 1)[0]?.trim() === type);
  if (range === undefined) return 0;
  return Number(/;\s*q=([\d.]+)/u.exec(range)?.[1] ?? 1);
}
