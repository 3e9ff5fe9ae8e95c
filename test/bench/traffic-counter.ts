import { Agent } from 'node:http';
import { Socket } from 'node:net';
import type { Transport } from '../../source/client/transport/transport.ts';

/** Counts the messages of connections, and the bytes on their sockets. */
export class TrafficCounter {
  readonly #sockets = new Set<Socket>();
  readonly #agents: Agent[] = [];
  #closedBytes = 0;
  messages = 0;

  get bytes(): number {
    const open = [...this.#sockets].reduce((sum, socket) => sum + bytesOf(socket), 0);
    return this.#closedBytes + open;
  }

  /** Wraps a transport to count its messages. */
  counted(transport: Transport): Transport {
    return {
      connect: (handlers) => {
        const connection = transport.connect({
          onOpen: (transport) => handlers.onOpen(transport),
          onMessage: (text) => {
            this.messages++;
            handlers.onMessage(text);
          },
          onClose: (failure) => handlers.onClose(failure),
        });
        return {
          send: (message) => {
            this.messages++;
            connection.send(message);
          },
          close: () => connection.close(),
        };
      },
    };
  }

  /** Creates an agent whose connections are counted. Each player needs their own. */
  agent(): Agent {
    const agent = new Agent({ keepAlive: true });
    const connect = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const socket = connect(options, callback);
      if (socket instanceof Socket) this.#watch(socket);
      return socket;
    };
    this.#agents.push(agent);
    return agent;
  }

  close(): void {
    for (const agent of this.#agents) agent.destroy();
  }

  #watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#closedBytes += bytesOf(socket);
    });
  }
}

function bytesOf(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten;
}
