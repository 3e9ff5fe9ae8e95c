import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../source/text/numbers.ts';

/** Returns a constant from a file in source/. Reads it as text, because most of these constants are private. */
function constant(file: string, name: string): number {
  const text = readFileSync(new URL(`../source/${file}.ts`, import.meta.url), 'utf8');
  const [, value] = new RegExp(String.raw`\b${name}\s*[:=]\s*([\d._* ]+)[;,]`, 'u').exec(text) ?? [];
  if (value === undefined) throw new Error(`${file}.ts has no constant ${name} that is a number.`);
  const factors = value.replaceAll('_', '').split('*');
  return factors.reduce((product, factor) => product * Number(factor), 1);
}

function count(file: string, name: string): string {
  return formatNumber(constant(file, name));
}

function seconds(file: string, name: string): string {
  return `${constant(file, name) / 1000} s`;
}

function kibibytes(file: string, name: string): string {
  return `${formatNumber(constant(file, name) / 1024)} KiB`;
}

/** Formats how many are allowed at once, and how many from then on. */
function rate(file: string, burst: string, perSecond: string): string {
  const rate = constant(file, perSecond);
  return `${count(file, burst)} at once, then ${rate < 1 ? `one every ${1 / rate} s` : `${formatNumber(rate)} a second`}`;
}

const limits = [
  [
    'wrong PINs checked in total, after a burst',
    `${constant('server/limits/pin-guard', 'CHECKED_SHARE_PER_HOUR') * 100} % of all PINs an hour, and no more than ` +
      `${count('server/limits/pin-guard', 'MAX_CHECKS_PER_SECOND')} a second`,
  ],
  ['time that a PIN may wait to be checked', seconds('protocol/endpoints', 'MAX_PIN_WAIT_MS')],
  ['wrong PINs from an address', rate('server/limits/pin-guard', 'ADDRESS_BURST', 'ADDRESS_PER_SECOND')],
  ['wrong PINs from an IPv6 /48', rate('server/limits/pin-guard', 'SITE_BURST', 'SITE_PER_SECOND')],
  ['wrong PINs and move codes on a connection', count('server/room/visitor', 'MAX_WRONG_PINS')],
  [
    'new players from an address (IPv6: a /48)',
    rate('server/limits/seat-limit', 'NEW_SEAT_BURST', 'NEW_SEATS_PER_SECOND'),
  ],
  ['new names of a player', rate('server/room/seat', 'RENAME_BURST', 'RENAMES_PER_SECOND')],
  ['move codes of a player', rate('server/room/seat', 'MOVE_BURST', 'MOVES_PER_SECOND')],
  ['time for which a move code is valid', seconds('server/room/entrance', 'MOVE_CODE_LIFETIME_MS')],
  ['time that a new player may wait', seconds('server/limits/seat-limit', 'MAX_WAIT_MS')],
  [
    'connections',
    `nine tenths of the limit on open files, minus ${count('server/limits/open-connections', 'RESERVED_FILES')}`,
  ],
  [
    'connections without a seat from an address',
    `${count('server/limits/open-connections', 'MAX_UNSEATED_PER_NETWORK')}; the oldest are closed first`,
  ],
  [
    'connections kept for the players of an address (IPv6: a /48)',
    constant('server/limits/open-connections', 'PLAYERS_SHARE') === 0.75
      ? 'three quarters of all; more of them stay open while there is room'
      : '',
  ],
  [
    'connections kept for the watchers of an address (IPv6: a /48)',
    count('server/limits/open-connections', 'MAX_WATCHERS_PER_SITE'),
  ],
  ['time to take a seat', seconds('server/room/visitor', 'JOIN_WITHIN_MS')],
  ['time for a TLS handshake', seconds('server/tls-server', 'HANDSHAKE_TIMEOUT_MS')],
  ['time to send the headers of a request', seconds('server/http/http-server', 'HEADERS_TIMEOUT_MS')],
  ['time to send a whole request', seconds('server/http/http-server', 'REQUEST_TIMEOUT_MS')],
  ['time to accept a response', seconds('server/http/http-server', 'RESPONSE_TIMEOUT_MS')],
  ['time between two requests on a connection', seconds('server/http/http-server', 'KEEP_ALIVE_TIMEOUT_MS')],
  ['size of the headers of a request', kibibytes('server/http/http-server', 'maxHeaderSize')],
  ['size of a message', kibibytes('protocol/client-message', 'MAX_MESSAGE_BYTES')],
  [
    'messages, pings and pongs on a connection',
    rate('server/room/visitor', 'MESSAGE_BURST', 'MESSAGES_PER_SECOND'),
  ],
  ['invalid messages on a connection', count('server/room/visitor', 'MAX_BAD_MESSAGES')],
  ['requests on a connection', rate('server/http/gated-request', 'REQUEST_BURST', 'REQUESTS_PER_SECOND')],
  ['requests on a connection in total', count('server/http/http-server', 'MAX_REQUESTS_PER_CONNECTION')],
  ['requests from a player', rate('server/http/polling-seats', 'REQUEST_BURST', 'REQUESTS_PER_SECOND')],
  [
    'invalid requests from an address',
    rate('server/limits/token-bucket', 'INVALID_REQUEST_BURST', 'INVALID_REQUESTS_PER_SECOND'),
  ],
  ['data that a client leaves unread', kibibytes('server/websocket/frame-socket', 'MAX_BUFFERED_BYTES')],
  [
    'pings that a client leaves unanswered',
    `${count('server/websocket/heartbeat', 'MAX_MISSED_PINGS')} in a row, ${seconds('server/websocket/heartbeat', 'INTERVAL_MS')} apart`,
  ],
  ['watchers over HTTP', count('server/http/polling-seats', 'MAX_WATCHERS')],
  ['width of a name', `${count('game/names/player-name', 'MAX_NAME_WIDTH')} columns`],
  ['length of a typed answer', `${count('quiz/limits', 'MAX_ANSWER_LENGTH')} characters`],
  ['size of a message from the host', kibibytes('protocol/server-message', 'MAX_SERVER_MESSAGE_BYTES')],
  [
    'messages from the host',
    `${count('client/transport/create-transport', 'MAX_FRAMES_PER_SECOND')} a second`,
  ],
  ['size of a quiz file', `${formatNumber(constant('commands/quiz-file', 'MAX_BYTES') / 1e6)} MB`],
];

/** Returns the rows of the first table in a Markdown text, without its header. */
function tableIn(markdown: string): string[][] {
  const [, , ...rows] = markdown.split('\n').filter((line) => line.startsWith('|'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('SECURITY.md', () => {
  it('lists the limits that the code has', () => {
    const document = readFileSync(new URL('../SECURITY.md', import.meta.url), 'utf8');
    expect(tableIn(document)).toEqual(limits);
  });
});
