import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { setTimeouts } from '../../../source/server/http/http-server.ts';
import { EventLoopWatch } from '../../../source/server/room/event-loop-watch.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

describe('the time that clients have for a request', () => {
  it('is extended by the time for which the server was busy recently', () => {
    const clock = new ManualClock();
    const server = createServer();
    setTimeouts(server, new EventLoopWatch(clock, { onLostTime: () => undefined }));
    clock.advance(20_000);
    expect(server).toMatchObject({ headersTimeout: 5000, requestTimeout: 10_000 });
    clock.sleep(60_200);
    expect(server).toMatchObject({ headersTimeout: 65_000, requestTimeout: 70_000 });
    clock.advance(11_000);
    expect(server).toMatchObject({ headersTimeout: 5000, requestTimeout: 10_000 });
  });
});
