import { Argument, Option } from 'commander';
import { folder } from './option-values.ts';

/** The quiz of a game; without one, a bundled quiz is chosen on the screen. */
export function quizToPlay(): Argument {
  return new Argument('[quiz.json]', 'The quiz to play.');
}

export function ascii(): Option {
  return new Option('--ascii', 'Draw with ASCII characters only.');
}

/** Whom to trust where the game is served by https and wss. */
export function ca(): Option {
  return new Option(
    '--ca <file>',
    'Certificates of authorities to trust, in PEM. Default: those that Node comes with.',
  );
}

/** How the game is reached. */
export function transport(): Option {
  return new Option('--transport <how>', 'auto: by WebSocket, or by long polling where that is blocked.')
    .default('auto')
    .choices(['auto', 'websocket', 'long-polling', 'polling']);
}

export function playerName(): Option {
  return new Option('--name <name>', 'The name to play under.');
}

export function stateDir(): Option {
  return new Option(
    '--state-dir <folder>',
    "Where journals are kept. Default: the platform's state folder.",
  ).argParser(folder);
}
