import { describe, expect, it } from 'vitest';
import { INFO_PATH, SOCKET_PATH, basePath } from '../../source/protocol/endpoints.ts';

describe('basePath', () => {
  it.each([
    ['', SOCKET_PATH, ''],
    ['/', SOCKET_PATH, ''],
    ['/v1/socket', SOCKET_PATH, ''],
    ['/v1', INFO_PATH, ''],
    ['/quiz', SOCKET_PATH, '/quiz'],
    ['/a/b//', SOCKET_PATH, '/a/b'],
    ['/quiz/v1/socket/', SOCKET_PATH, '/quiz'],
    ['/quiz//v1/socket', SOCKET_PATH, '/quiz'],
    ['/quiz/v1', INFO_PATH, '/quiz'],
  ])('of %j with the endpoint %s is %j', (path, asked, expected) => {
    expect(basePath(path, asked)).toBe(expected);
  });

  it.each([
    ['/v1', SOCKET_PATH],
    ['/v1/socket', INFO_PATH],
    ['/v1/socket/more', SOCKET_PATH],
    ['/quizv1', INFO_PATH],
  ])('keeps a path that only resembles the endpoint: %s with %s', (path, asked) => {
    expect(basePath(path, asked)).toBe(path);
  });

  it('removes an endpoint only once', () => {
    expect(basePath('/v1/v1', INFO_PATH)).toBe('/v1');
  });
});
