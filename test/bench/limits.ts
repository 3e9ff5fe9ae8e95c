const BLOCKS =
  'One turn of the event loop reads from every socket that is readable, up to 1,024 at a time, and starts over while there are as many again, before any timer runs. When thousands of players join or answer within 100 ms, a turn lasts until the server has caught up. The bare server has such turns, too: shorter ones while answers come in, and longer ones when it sends. The longest call is what nothing can interrupt, with the collections in it; at the joins and in the largest room, some are over 20 ms as well.';

/** Why a target is out of reach today, by its name in the tables. Written by hand after reading the profiles. */
export const limits: Readonly<Record<string, string>> = {
  'CPU per fan-out message':
    'Nearly all of it is one write to each socket, in the kernel. The bare server writes to everybody in one go. The host lets answers in after every 500 messages, and starts the clock of each player. In the profiles its writes cost more than those of the bare server, although they are as many and as long; why is not known yet.',
  'CPU per join':
    'In the profiles, the host spends twice as much on garbage collection, and checks the message with a schema, hashes the token, pings, and writes the journal and its output.',
  'answer to acknowledgement, p99':
    'Answers queue once they are more work than one core can do in 100 ms. Without the reveal, an answer among 5,000 players costs the host 46 µs, 230 ms in all, and the bare server 30 µs, 150 ms in all. The rules, fair timing, the journal and the output make the difference, and the last in the queue waits for all of it.',
  'p99 with the screen drawn':
    'The screen and the server have a thread each, but here both threads have to share one core.',
  'blocks of the event loop: join': BLOCKS,
  'blocks of the event loop: fan-out': BLOCKS,
  'blocks of the event loop: answers': BLOCKS,
  'blocks of the event loop: reveal': BLOCKS,
};
