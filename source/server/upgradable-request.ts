import { IncomingMessage } from 'node:http';

/**
 * A request that asks for no upgrade but to WebSocket: any other may be passed over (RFC 9110, 7.8). Clients that would rather
 * speak HTTP/2 ask for `h2c` beside a request that is to be answered all the same, and Node hands each request that asks for
 * an upgrade, body and all, to who listens for upgrades.
 */
export class UpgradableRequest extends IncomingMessage {
  declare private asksForUpgrade: boolean | null;

  get upgrade(): boolean {
    // CONNECT names no protocol; it is for nobody here.
    const { upgrade = WEBSOCKET } = this.headers;
    return this.asksForUpgrade === true && upgrade.toLowerCase() === WEBSOCKET;
  }

  /** Node says here what it has read, before it knows the headers, and asks once it does. */
  set upgrade(asks: boolean | null) {
    this.asksForUpgrade = asks;
  }
}

const WEBSOCKET = 'websocket';
