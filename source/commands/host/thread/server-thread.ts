// The thread of the game's server. The build puts this file beside the code that starts it.
import { parentPort } from 'node:worker_threads';
import { GameServer } from './game-server.ts';
import type { ScreenMessage } from './thread-messages.ts';

const port = parentPort;
if (!port) throw new Error('this module runs only in a worker thread');
const server = new GameServer(port);

process.on('uncaughtException', async (error) => {
  try {
    await server.crash(error);
  } finally {
    process.exit(1);
  }
});
port.on('message', (message: ScreenMessage) => {
  void server.handle(message);
});
