import { describe, expect, it } from 'vitest';
import { programName } from '../../../source/commands/process/program-name.ts';

const installed = '/usr/local/bin/termquiz';
const npxCache = '/home/ada/.npm/_npx/ab12/node_modules/.bin/termquiz';
const dependency = '/home/ada/team/node_modules/.bin/termquiz';
const clone = '/home/ada/termquiz/dist/cli.js';
const PATH = '/home/ada/team/node_modules/.bin:/usr/local/bin:/usr/bin';

describe('programName', () => {
  it.each([
    ['installed globally', installed, { PATH }, 'termquiz'],
    ['run by npx', npxCache, { PATH, npm_command: 'exec' }, 'npx termquiz'],
    ['run from the cache of npx', npxCache, { PATH }, 'npx termquiz'],
    ['run by npx from a dependency', dependency, { PATH, npm_command: 'exec' }, 'npx termquiz'],
    ['run by a script from a dependency', dependency, { PATH, npm_command: 'run-script' }, 'npx termquiz'],
    ['run from a folder outside of PATH', '/opt/x/bin/termquiz', { PATH }, 'npx termquiz'],
    ['run without PATH', installed, {}, 'npx termquiz'],
  ])('names a program that was %s', (_, file, env, name) => {
    expect(programName({ file, folder: '/home/ada', env })).toBe(name);
  });

  it.each([
    ['/home/ada/termquiz', clone, 'node dist/cli.js'],
    ['/home/ada', clone, 'node termquiz/dist/cli.js'],
    ['/srv/games/friday/quizzes', clone, 'node /home/ada/termquiz/dist/cli.js'],
    ['/', '/my games/dist/cli.js', 'node "my games/dist/cli.js"'],
  ])('names a clone by its path from %s', (folder, file, name) => {
    expect(programName({ file, folder, env: { PATH } })).toBe(name);
    expect(programName({ file, folder, env: { PATH, npm_command: 'start' } })).toBe(name);
  });
});
