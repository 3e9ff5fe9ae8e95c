const BLOCKS =
  'In one turn, the event loop reads from up to 1,024 readable sockets, and starts over as long as that many are readable again, before it runs any timer. When thousands of players join or answer within 100 ms, a turn lasts until the server has caught up. The bare server has long turns, too: shorter ones than the host while answers come in, and longer ones when it sends. Nothing can interrupt a single call, including the garbage collections in it. The longest calls also exceed 20 ms while players join, and in the largest room.';

/** Why each target is out of reach today, by its name in the tables. Written by hand from the profiles. */
export const limits: Readonly<Record<string, string>> = {
  'CPU per fan-out message':
    'Nearly all of this time is spent in the kernel, on one write to each socket. The bare server writes to all players in one go. The host stops after every 500 messages to read answers, and also starts the clock of each player. In the profiles, a write costs the host more than the bare server, although both make equally many writes of the same length. We do not know why yet.',
  'CPU per join':
    'In the profiles, the host spends twice as much time on garbage collection as the bare server. It also checks the message with a schema, hashes the token, and writes the journal and its output.',
  'answer to acknowledgement, p99':
    'Answers queue when they arrive faster than one core can handle them. With 5,000 players, and without the reveal, each answer costs the host 46 µs (230 ms for all) and the bare server 30 µs (150 ms for all). The rules, fair timing, the journal and the output account for the difference, and the last answer in the queue waits for all of this work.',
  'p99 with the screen drawn':
    'The screen and the server each have their own thread, but here both threads share one core.',
  'blocks of the event loop: join': BLOCKS,
  'blocks of the event loop: fan-out': BLOCKS,
  'blocks of the event loop: answers': BLOCKS,
  'blocks of the event loop: reveal': BLOCKS,
};
