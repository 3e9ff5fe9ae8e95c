import { describe, expect, it } from 'vitest';
import { agentFor } from '../../../source/network/proxy/agents.ts';
import { routeTo } from '../../../source/network/proxy/route.ts';
import { proxyEnvironment } from '../../helpers/proxy-environment.ts';

const PROXY = 'http://proxy.test:3128';

function proxyTo(url: string): string | undefined {
  const route = routeTo(url);
  return route.type === 'proxy' ? route.shown : undefined;
}

describe('routeTo', () => {
  it('is direct without variables in the environment', () => {
    proxyEnvironment({});
    expect(routeTo('ws://192.168.1.20:7849')).toEqual({ type: 'direct' });
    expect(agentFor('ws://192.168.1.20:7849')).toBeUndefined();
  });

  it.each([
    ['ws://quiz.test', 'HTTP_PROXY'],
    ['http://quiz.test', 'http_proxy'],
    ['wss://quiz.test', 'HTTPS_PROXY'],
    ['https://quiz.test', 'https_proxy'],
    ['https://quiz.test', 'ALL_PROXY'],
    ['ws://127.0.0.1:7849', 'http_proxy'],
  ])('routes %s through %s', (url, variable) => {
    proxyEnvironment({ [variable]: PROXY });
    expect(routeTo(url)).toMatchObject({ type: 'proxy', shown: PROXY, variable });
  });

  it('routes neither ws through the proxy for https nor wss through the one for http', () => {
    proxyEnvironment({ HTTPS_PROXY: PROXY });
    expect(routeTo('ws://quiz.test').type).toBe('direct');
    proxyEnvironment({ HTTP_PROXY: PROXY });
    expect(routeTo('wss://quiz.test').type).toBe('direct');
  });

  it('prefers a variable in lower case to one in capitals', () => {
    proxyEnvironment({ HTTP_PROXY: 'http://large.test:1', http_proxy: 'http://small.test:2' });
    expect(proxyTo('ws://quiz.test')).toBe('http://small.test:2');
  });

  it.each([
    ['proxy.test:3128', 'http://proxy.test:3128'],
    ['https://proxy.test', 'https://proxy.test'],
    ['http://[::1]:3128/', 'http://[::1]:3128'],
  ])('reads %s as the proxy %s', (value, shown) => {
    proxyEnvironment({ HTTPS_PROXY: value });
    expect(proxyTo('wss://quiz.test')).toBe(shown);
  });

  it.each([
    ['*', 'ws://quiz.test'],
    ['quiz.test', 'ws://quiz.test:7849'],
    ['other.test, quiz.test', 'ws://quiz.test'],
    ['quiz.test:7849', 'ws://quiz.test:7849'],
    ['.test', 'ws://quiz.test'],
    ['*.test', 'ws://quiz.test'],
    ['localhost', 'ws://localhost:7849'],
    ['192.168.1.20', 'ws://192.168.1.20:7849'],
    ['10.0.0.0/8,192.168.0.0/16', 'ws://192.168.1.20:7849'],
    ['::1', 'ws://[::1]:7849'],
    ['[::1]', 'ws://[::1]:7849'],
    ['fd00::/8', 'ws://[fd12::20]:7849'],
  ])('is direct with NO_PROXY=%s to %s', (list, url) => {
    proxyEnvironment({ HTTP_PROXY: PROXY, NO_PROXY: list });
    expect(routeTo(url)).toEqual({ type: 'direct' });
  });

  it.each([
    ['quiz.test:80', 'ws://quiz.test:7849'],
    ['test', 'ws://quiz.test'],
    ['192.168.1.2', 'ws://192.168.1.20:7849'],
    ['192.168.0.0/24', 'ws://192.168.1.20:7849'],
    ['192.168.0.0/99', 'ws://192.168.1.20:7849'],
    ['fd00::/8', 'ws://192.168.1.20:7849'],
    ['0.0.0.0/0', 'ws://quiz.test'],
    [',,', 'ws://quiz.test'],
  ])('goes through the proxy with NO_PROXY=%s to %s', (list, url) => {
    proxyEnvironment({ HTTP_PROXY: PROXY, NO_PROXY: list });
    expect(proxyTo(url)).toBe(PROXY);
  });

  it.each(['http://', 'socks5://proxy.test:1080', 'not a url', 'http://me:100%@proxy.test', '://'])(
    'rejects "%s", and does not repeat it',
    (value) => {
      proxyEnvironment({ HTTP_PROXY: value });
      expect(routeTo('ws://quiz.test')).toEqual({ type: 'unusable', variable: 'HTTP_PROXY' });
      expect(agentFor('ws://quiz.test')).toBeUndefined();
    },
  );

  it('shows a proxy without its user name and password', () => {
    proxyEnvironment({ HTTP_PROXY: 'http://ada:secret@proxy.test:3128' });
    expect(proxyTo('ws://quiz.test')).toBe(PROXY);
  });
});
