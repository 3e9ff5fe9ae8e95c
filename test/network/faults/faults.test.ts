import { describe, expect, it } from 'vitest';
import { certificateFault } from '../../../source/network/faults/certificate.ts';
import {
  closingServer,
  connectFault,
  lookupFault,
  silentServer,
} from '../../../source/network/faults/connect.ts';
import type { Destination, Fault, FaultCode } from '../../../source/network/faults/fault.ts';
import { interfaceName, noNetwork, portFault } from '../../../source/network/faults/hosting.ts';
import {
  otherProgramBehindProxy,
  proxyRefusal,
  silentProxy,
  tunnelWithoutTls,
  unreachableProxy,
  unusableProxy,
} from '../../../source/network/faults/proxy.ts';
import {
  gameAtRoot,
  needsTls,
  notHttp,
  otherProtocol,
  responseFault,
  truncatedResponse,
} from '../../../source/network/faults/response.ts';
import { plainHttp, tlsFault } from '../../../source/network/faults/tls.ts';
import {
  blockedLongPolling,
  blockedWebSocket,
  cutWebSocket,
  longPollingFault,
  silentWebSocket,
  upgradeFault,
  wrongWebSocket,
} from '../../../source/network/faults/transports.ts';
import { INFO_PATH, FOREIGN_HOST_BODY, NOT_FOUND_BODY, VERSION } from '../../../source/protocol/endpoints.ts';

const game: Destination = { base: 'http://192.168.1.20:7849' };
const secureGame: Destination = { base: 'https://quiz.test:7849/friday' };

const proxy = {
  url: new URL('http://proxy.test:3128'),
  shown: 'http://proxy.test:3128',
  variable: 'HTTP_PROXY',
};
const proxyWithPassword = { ...proxy, url: new URL('http://ada:secret@proxy.test:3128') };

const failure = (code: string, message = 'what the system says') => ({ code, message });

const alert = (number: number) => failure('EPROTO', `SSL routines::alert: SSL alert number ${number}`);

const response = (status: number, body = '', location?: string) =>
  responseFault(game, { status, body, location }, INFO_PATH);

/** Each fault of the catalogue, and its words. */
const catalogue: Record<
  FaultCode,
  readonly [fault: Fault, meaning: string, advice: string, causes?: string]
> = {
  refused: [
    connectFault(game, failure('ECONNREFUSED')),
    'No reply from 192.168.1.20:7849: nothing is listening there.',
    'Is the game running, and is the address correct?',
  ],
  'no-reply': [
    connectFault(game, failure('timeout')),
    'No reply from 192.168.1.20:7849: a firewall, another network, or a wrong address.',
    "On the host's machine, allow incoming connections to port 7849. If that doesn't help, move everyone to another network, such as a phone's hotspot.",
    "The firewall may be the host's own, or the Wi-Fi keeps its devices apart (client isolation).",
  ],
  unreachable: [
    connectFault(game, failure('EHOSTUNREACH')),
    '192.168.1.20:7849 cannot be reached from here: it may be on another network.',
    'Join the same network as the host. If a VPN is on, turn it off.',
    'It may also be switched off, or the Wi-Fi keeps its devices apart (client isolation).',
  ],
  forbidden: [
    connectFault(game, failure('EACCES')),
    'A firewall on this machine blocks connections to 192.168.1.20:7849.',
    'In its settings, allow Node.js to make outgoing connections.',
  ],
  'unknown-name': [
    connectFault(secureGame, failure('ENOTFOUND')),
    'There is no machine called quiz.test on this network.',
    "Check the spelling, or use the address on the host's screen, such as 192.168.1.20.",
  ],
  'no-name-server': [
    connectFault(secureGame, failure('EAI_AGAIN')),
    'The name quiz.test could not be looked up: no name server replied.',
    'Are you on the network? An address such as 192.168.1.20 needs no name server.',
  ],
  'lookup-failed': [
    lookupFault('quiz.test', failure('EAI_FAIL')),
    'The name quiz.test could not be looked up: what the system says.',
    'Are you on the network? An address such as 192.168.1.20 needs no name server.',
  ],
  'connect-failed': [
    connectFault(game, failure('E2BIG')),
    'The connection to 192.168.1.20:7849 failed: what the system says.',
    'Try again, then from another machine or on another network.',
  ],
  silent: [
    silentServer(game),
    '192.168.1.20:7849 accepts connections but does not respond: another program, or a firewall that lets nothing else through.',
    "Compare the address with the one on the host's screen: the port, and the path if there is one.",
  ],
  closed: [
    closingServer(game),
    '192.168.1.20:7849 closes connections without responding: another program, or a firewall.',
    "Compare the address with the one on the host's screen: the port, and the path if there is one.",
  ],
  'tls-version': [
    tlsFault(secureGame, alert(70)),
    'quiz.test:7849 and this machine have no TLS version or cipher in common.',
    'Ask the host to enable TLS 1.2 or 1.3.',
  ],
  'tls-unknown-name': [
    tlsFault(secureGame, alert(112)),
    'quiz.test:7849 uses TLS, but serves nothing under the name quiz.test.',
    'Check the name with the host.',
  ],
  'tls-client-certificate': [
    tlsFault(secureGame, alert(116)),
    'quiz.test:7849 accepts only clients with a certificate, and termquiz has none.',
    'Ask the host to accept players without certificates.',
  ],
  'tls-alert': [
    tlsFault(secureGame, alert(80)),
    'quiz.test:7849 broke off the TLS handshake with alert 80.',
    "Check the address with the host. The server's log says more.",
  ],
  'tls-silent': [
    tlsFault(secureGame, failure('timeout')),
    'quiz.test:7849 accepts connections but does not respond to TLS.',
    'Check the port, and whether the game is served with TLS. If it is not, the address starts with ws://.',
  ],
  'tls-closed': [
    tlsFault(secureGame, failure('ECONNRESET')),
    'quiz.test:7849 closes connections when TLS begins: it does not use TLS, or a firewall blocks it.',
    'Check the port, and whether the game is served with TLS. If it is not, the address starts with ws://.',
  ],
  'tls-failed': [
    tlsFault(secureGame, failure('ERR_SSL_BAD_EXTENSION')),
    'The TLS handshake with quiz.test:7849 failed (ERR_SSL_BAD_EXTENSION).',
    "Check the port with the host. If it is correct, check the server's TLS settings.",
  ],
  'not-tls': [
    tlsFault(secureGame, failure('ERR_SSL_WRONG_VERSION_NUMBER')),
    'quiz.test:7849 does not use TLS.',
    'If the address is correct, join with ws://quiz.test:7849/friday instead.',
  ],
  'plain-http': [
    plainHttp(secureGame),
    'quiz.test:7849 speaks plain HTTP, but wss:// and https:// need TLS.',
    'Use ws://quiz.test:7849/friday instead, or the port that is served with TLS.',
  ],
  'certificate-expired': [
    certificateFault(secureGame, 'CERT_HAS_EXPIRED', ''),
    'The certificate of quiz.test:7849 has expired.',
    "Ask the host for a new one, and check this machine's date.",
  ],
  'certificate-not-yet-valid': [
    certificateFault(secureGame, 'CERT_NOT_YET_VALID', ''),
    'The certificate of quiz.test:7849 is not valid yet.',
    "Check this machine's date, and the host's.",
  ],
  'certificate-revoked': [
    certificateFault(secureGame, 'CERT_REVOKED', ''),
    'The certificate of quiz.test:7849 has been revoked.',
    'Ask the host for a new one.',
  ],
  'certificate-damaged': [
    certificateFault(secureGame, 'CERT_SIGNATURE_FAILURE', ''),
    'The certificate of quiz.test:7849 is damaged: its signature does not match.',
    'Ask the host for a new one.',
  ],
  'certificate-purpose': [
    certificateFault(secureGame, 'INVALID_PURPOSE', ''),
    'The certificate of quiz.test:7849 is not meant for servers.',
    'Ask the host for another one.',
  ],
  'certificate-mismatch': [
    certificateFault(
      secureGame,
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'DNS:quiz.example.com, IP Address:192.168.1.20',
    ),
    'The certificate of quiz.test:7849 is for quiz.example.com, 192.168.1.20, not for quiz.test.',
    'Join with one of its names, or ask the host for another certificate.',
  ],
  'certificate-self-signed': [
    certificateFault(secureGame, 'DEPTH_ZERO_SELF_SIGNED_CERT', ''),
    'The certificate of quiz.test:7849 is self-signed.',
    "If it is your team's own, get a copy from the host, not over this connection, and pass it with --ca <file>.",
  ],
  'certificate-unknown-authority': [
    certificateFault(secureGame, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', ''),
    'The certificate of quiz.test:7849 is signed by an unknown authority.',
    "If that is your team's own, or a proxy that inspects TLS, pass its certificate with --ca <file>.",
    'The server may also be leaving out an intermediate certificate.',
  ],
  'certificate-untrusted': [
    certificateFault(secureGame, 'CERT_CHAIN_TOO_LONG', ''),
    'The certificate of quiz.test:7849 cannot be trusted (CERT_CHAIN_TOO_LONG).',
    'Ask the host for another one.',
  ],
  'not-http': [
    notHttp(game, Buffer.from('SSH-2.0')),
    '192.168.1.20:7849 responds, but not over HTTP: it is another program.',
    "Compare the address with the one on the host's screen: the port, and the path if there is one.",
  ],
  'needs-tls': [
    needsTls(game),
    '192.168.1.20:7849 uses TLS, so its address starts with wss://.',
    'Use wss://192.168.1.20:7849',
  ],
  moved: [
    response(301, '', 'https://quiz.test/friday/v1'),
    '192.168.1.20:7849 redirects to https://quiz.test/friday/v1.',
    'Use wss://quiz.test/friday',
  ],
  'login-page': [
    response(302, '', 'https://login.wifi.test/'),
    '192.168.1.20:7849 redirects to https://login.wifi.test/, where there is no game: the network may require a login.',
    'Open any web page in a browser, log in to the network if it asks you to, and try again.',
  ],
  gateway: [
    response(502),
    'A server in front of the game responds at 192.168.1.20:7849, but cannot reach the game (HTTP status 502).',
    'Is the game running, on the port that this server forwards to?',
  ],
  truncated: [
    truncatedResponse(game),
    'Something in between cut off a response from 192.168.1.20:7849.',
    'Try another network, or ask the host to use TLS (wss://).',
  ],
  'wrong-path': [
    responseFault(secureGame, { status: 404, body: NOT_FOUND_BODY }, INFO_PATH),
    'termquiz responds at quiz.test:7849, but there is no game at the path /friday.',
    'Leave the path out, or check it with the host. A server in front of the game must pass /friday/v1 on as /v1.',
  ],
  'game-at-root': [
    gameAtRoot(secureGame),
    'There is a game at quiz.test:7849, but not at the path /friday.',
    'Leave the path out: wss://quiz.test:7849',
  ],
  'other-program': [
    response(418),
    '192.168.1.20:7849 responds, but not as termquiz does (HTTP status 418): it is another program.',
    "Compare the address with the one on the host's screen: the port, and the path if there is one.",
  ],
  'foreign-name': [
    responseFault(secureGame, { status: 421, body: FOREIGN_HOST_BODY }, INFO_PATH),
    'The game at quiz.test:7849 does not know the name quiz.test as its own.',
    "Use the address on the host's screen, or ask the host to add --allow-host quiz.test",
    'It refuses unknown names, because a web page can use one to reach a game through a browser.',
  ],
  'other-protocol': [
    otherProtocol({ version: '0.9.0', protocol: 2 }),
    `This termquiz (${VERSION}, protocol 1) is older than the host's (protocol 2), and they are incompatible.`,
    "Join with the host's version: npx termquiz@0.9.0",
  ],
  'upgrade-removed': [
    upgradeFault(game, 426),
    'The request for a WebSocket arrived without its Upgrade header: a proxy in between removes it, as nginx does by default.',
    "A proxy on the host's side must pass on Upgrade and Connection, over HTTP/1.1.",
  ],
  'upgrade-not-found': [
    upgradeFault(game, 404),
    'The game responds at /v1, but not at /v1/socket: a proxy in between passes on only some paths.',
    "A proxy on the host's side must pass on all paths.",
  ],
  'upgrade-failed': [
    upgradeFault(game, 502),
    'A server in front of the game fails to open WebSockets (HTTP status 502).',
    'Its log says why.',
  ],
  'upgrade-refused': [
    upgradeFault(game, 403),
    'A proxy in between refuses WebSockets (HTTP status 403).',
    'Ask whoever runs the network to allow them.',
  ],
  'websocket-blocked': [
    blockedWebSocket(game, failure('timeout')),
    'HTTP works with 192.168.1.20:7849, but the opening handshake of a WebSocket gets no response: a firewall in between blocks WebSockets.',
    "Another network may let them through, and so may TLS (wss://) on the host's side.",
  ],
  'websocket-wrong': [
    wrongWebSocket(game),
    '192.168.1.20:7849 opens WebSockets, but not as this termquiz does: a proxy in between, another program, or another version.',
    'Check the address with the host, or try another network or TLS (wss://).',
  ],
  'websocket-silent': [
    silentWebSocket(game),
    'A WebSocket to 192.168.1.20:7849 opens, but nothing comes through: a proxy or a firewall in between holds it back.',
    'Join with --transport long-polling.',
  ],
  'websocket-cut': [
    cutWebSocket(game),
    'A WebSocket to 192.168.1.20:7849 opens, but a proxy or a firewall in between soon cuts it off.',
    "Another network may leave it open, and so may TLS (wss://) on the host's side.",
  ],
  'long-polling-missing': [
    longPollingFault(404),
    "The host's termquiz does not support long polling, or a proxy in between passes on only some paths.",
    'An older host needs WebSockets. Otherwise the proxy must pass on all paths.',
  ],
  'long-polling-changed': [
    longPollingFault(400),
    'Something in between responds instead of the game, or removes the Authorization header or the query (HTTP status 400).',
    "A proxy on the host's side must pass both on. WebSockets need neither.",
  ],
  'long-polling-blocked': [
    blockedLongPolling(),
    'The game responds at /v1, but something in between cuts off requests for long polling.',
    'Try another network.',
  ],
  'proxy-unusable': [
    unusableProxy('HTTP_PROXY'),
    'HTTP_PROXY in the environment is not the URL of an HTTP proxy.',
    'Write it as http://proxy.example.org:3128, or unset it. With NO_PROXY=* in the environment, no proxy is used.',
  ],
  'proxy-unreachable': [
    unreachableProxy(proxy, failure('ECONNREFUSED')),
    'The proxy http://proxy.test:3128 cannot be reached (ECONNREFUSED).',
    'It is set by HTTP_PROXY in the environment: correct that, or unset it.',
  ],
  'proxy-silent': [
    silentProxy(proxy, failure('ECONNRESET'), 'quiz.test'),
    'The proxy http://proxy.test:3128 sends no response for quiz.test (ECONNRESET).',
    'Is HTTP_PROXY correct, and is the game running? If quiz.test is on your own network, bypass the proxy with NO_PROXY=quiz.test.',
  ],
  'proxy-login': [
    proxyRefusal(proxy, 407, 'quiz.test'),
    'The proxy http://proxy.test:3128 requires a user name and a password (HTTP status 407).',
    'Add them to HTTP_PROXY, as in http://name:password@proxy.example.org:3128.',
  ],
  'proxy-credentials': [
    proxyRefusal(proxyWithPassword, 407, 'quiz.test'),
    'The proxy http://proxy.test:3128 rejects the user name and password (HTTP status 407).',
    'Correct them in HTTP_PROXY.',
  ],
  'proxy-gateway': [
    proxyRefusal(proxy, 502, 'quiz.test'),
    'The proxy http://proxy.test:3128 cannot reach quiz.test (HTTP status 502).',
    'Is the game running, and is the address correct? If quiz.test is on your own network, bypass the proxy with NO_PROXY=quiz.test.',
  ],
  'proxy-refusal': [
    proxyRefusal(proxy, 405, 'quiz.test'),
    'The proxy http://proxy.test:3128 does not allow connections to quiz.test (HTTP status 405).',
    'Is HTTP_PROXY correct? If quiz.test is on your own network, bypass the proxy with NO_PROXY=quiz.test.',
  ],
  'proxy-other-program': [
    otherProgramBehindProxy(proxy, game),
    'Something responds that is not termquiz: the proxy http://proxy.test:3128 itself, or another program at 192.168.1.20:7849.',
    'Are the address and HTTP_PROXY correct? If 192.168.1.20 is on your own network, bypass the proxy with NO_PROXY=192.168.1.20.',
  ],
  'proxy-no-tls': [
    tunnelWithoutTls(proxy, secureGame),
    'The proxy http://proxy.test:3128 opens a tunnel to quiz.test:7849, but no TLS comes through it: that port does not use TLS, or this is not a proxy.',
    'Are the port and HTTP_PROXY correct? If quiz.test is on your own network, bypass the proxy with NO_PROXY=quiz.test.',
  ],
  'port-in-use': [
    portFault(7849, undefined, failure('EADDRINUSE')),
    'Port 7849 is in use by another program.',
    'Stop it, or pass another port with --port. --port 0 picks a free one.',
  ],
  'port-forbidden': [
    portFault(80, undefined, failure('EACCES')),
    'Opening port 80 requires administrator rights.',
    'Pass a port above 1023 with --port.',
  ],
  'port-failed': [
    portFault(7849, undefined, failure('E2BIG')),
    'Port 7849 cannot be opened: what the system says.',
    'Pass another port with --port.',
  ],
  'not-own-address': [
    portFault(7849, '203.0.113.1', failure('EADDRNOTAVAIL')),
    '203.0.113.1 is not an address of this machine.',
    'Without --bind, a game listens on all interfaces.',
  ],
  'interface-name': [
    interfaceName('wlan0', '192.168.1.20'),
    'wlan0 is the name of a network interface, not an address.',
    'Use its address: --bind 192.168.1.20. Without --bind, a game listens on all interfaces.',
  ],
  'no-network': [
    noNetwork(),
    'Nobody else can reach a game on this machine: it is not on a network.',
    'Join the network that the players are on. To play on this machine only, use 127.0.0.1.',
  ],
};

/** Other words for the same faults. */
const variants: readonly (readonly [title: string, fault: Fault, meaning: string, advice: string])[] = [
  [
    'a server that closes the connection before TLS through a proxy',
    tlsFault({ ...secureGame, proxy }, failure('ECONNRESET')),
    'The proxy http://proxy.test:3128 opens a tunnel to quiz.test:7849, but no TLS comes through it: that port does not use TLS, or this is not a proxy.',
    'Are the port and HTTP_PROXY correct? If quiz.test is on your own network, bypass the proxy with NO_PROXY=quiz.test.',
  ],
  [
    'a proxy that cannot be reached',
    connectFault({ ...game, proxy }, failure('timeout', 'timed out')),
    'The proxy http://proxy.test:3128 cannot be reached (timed out).',
    'It is set by HTTP_PROXY in the environment: correct that, or unset it.',
  ],
  [
    'an authority that the --ca file lacks',
    certificateFault({ ...secureGame, ca: 'PEM' }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', ''),
    'The certificate of quiz.test:7849 is signed by an authority that the --ca file lacks.',
    "If that is your team's own, or a proxy that inspects TLS, pass its certificate with --ca <file>.",
  ],
  [
    'a certificate without names',
    certificateFault(secureGame, 'ERR_TLS_CERT_ALTNAME_INVALID', undefined),
    'The certificate of quiz.test:7849 is not for quiz.test.',
    'Ask the host which address to use.',
  ],
  [
    'a redirect to nowhere',
    response(302),
    '192.168.1.20:7849 redirects to another page, where there is no game: the network may require a login.',
    'Open any web page in a browser, log in to the network if it asks you to, and try again.',
  ],
  [
    'a network that requires a login',
    response(511),
    'The network requires a login before it lets anything through.',
    'Open any web page in a browser, log in to the network if it asks you to, and try again.',
  ],
  [
    'a redirect to the same place with TLS',
    response(307, '', 'https://192.168.1.20:7849/v1'),
    '192.168.1.20:7849 uses TLS, so its address starts with wss://.',
    'Use wss://192.168.1.20:7849',
  ],
  [
    'a wrong path without a path in the address',
    response(404, NOT_FOUND_BODY),
    'termquiz responds at 192.168.1.20:7849, but its game has another path.',
    'Check the whole address with the host.',
  ],
  [
    'a wrong path through a proxy',
    responseFault({ ...game, proxy, isForwarded: true }, { status: 418, body: '' }, INFO_PATH),
    'Something responds that is not termquiz: the proxy http://proxy.test:3128 itself, or another program at 192.168.1.20:7849.',
    'Are the address and HTTP_PROXY correct? If 192.168.1.20 is on your own network, bypass the proxy with NO_PROXY=192.168.1.20.',
  ],
  [
    'an older host',
    otherProtocol({ version: 'x', protocol: 0 }),
    `This termquiz (${VERSION}, protocol 1) is newer than the host's (protocol 0), and they are incompatible.`,
    'Ask the host which version to join with.',
  ],
  [
    'a WebSocket that is cut off',
    blockedWebSocket(game, failure('ECONNRESET')),
    'HTTP works with 192.168.1.20:7849, but the opening handshake of a WebSocket is cut off: a firewall in between blocks WebSockets.',
    "Another network may let them through, and so may TLS (wss://) on the host's side.",
  ],
  [
    'a WebSocket that is cut off in a tunnel',
    blockedWebSocket({ ...game, proxy }, failure('ECONNRESET')),
    'The proxy http://proxy.test:3128 opens a tunnel to 192.168.1.20, but the opening handshake of a WebSocket is cut off.',
    'Ask whoever runs the proxy to allow WebSockets.',
  ],
  [
    'a proxy that forbids the host',
    proxyRefusal(proxy, 403, 'quiz.test'),
    'The proxy http://proxy.test:3128 does not allow connections to quiz.test (HTTP status 403).',
    'If quiz.test is on your own network, bypass the proxy with NO_PROXY=quiz.test.',
  ],
  [
    'an interface without an address',
    interfaceName('tun0', undefined),
    'tun0 is the name of a network interface, not an address.',
    'Without --bind, a game listens on all interfaces.',
  ],
];

describe('the catalogue of faults', () => {
  it.each(Object.entries(catalogue))('explains %s', (code, [fault, meaning, advice, causes]) => {
    expect(fault).toEqual({ code, meaning, advice, ...(causes !== undefined && { causes }) });
  });

  it.each(variants)('explains %s', (_title, fault, meaning, advice) => {
    expect(fault).toMatchObject({ meaning, advice });
  });
});
