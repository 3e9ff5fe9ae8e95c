import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { HeadlessOutput } from '../../../source/commands/host/headless-output.ts';
import { encodeEvent } from '../../../source/journal/journal.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';
import { TestVisitor, openQuestion, roomOnManualClock, tokenOf } from '../../helpers/rooms.ts';

const LISTENING = {
  type: 'listening',
  port: 7849,
  pin: '482913',
  addresses: [],
  urls: [],
  pages: [],
  packages: [],
  journal: null,
} as const;

/** An output, the writes that it has made, and the events of a game to write. */
function outputOnManualClock() {
  const game = roomOnManualClock();
  const ada = new TestVisitor(game.room, game.clock).join('Ada\nLovelace');
  openQuestion(game.room, game.clock);
  ada.send({ type: 'answer', question: 0, answer: 1 });
  const clock = new ManualClock();
  const writes: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      writes.push(text);
      done();
    },
  });
  const lines = () => writes.join('').trimEnd().split('\n');
  const events = game.events.map(encodeEvent);
  return { output: new HeadlessOutput(stream, clock), clock, events, writes, lines };
}

describe("a headless host's output", () => {
  it('is one JSON object per line, in the order of the events, without the hashes of tokens', () => {
    const { output, events, writes, lines } = outputOnManualClock();
    output.writeLine(LISTENING);
    output.writeEvents(events);
    expect(events.some(({ event }) => 'tokenHash' in event)).toBe(true);
    expect(writes.join('')).not.toMatch(/tokenHash/iu);
    expect(writes.join('')).not.toContain(tokenOf('Ada'));
    expect(lines().map((line) => Reflect.get(JSON.parse(line), 'type'))).toEqual([
      'listening',
      ...events.map(({ event }) => event.type),
    ]);
    expect(lines()[2]).toContain('"type":"player-joined"');
    expect(lines()[2]).toContain('"name":"Ada Lovelace"');
  });

  it('reuses the lines of the journal, except those with the hashes of tokens, in one write', () => {
    const { output, events, writes } = outputOnManualClock();
    output.writeEvents(events);
    expect(writes).toHaveLength(1);
    const changed = events.filter(({ line }) => !writes.join('').includes(line));
    expect(changed.map(({ event }) => event.type)).toEqual(['player-joined']);
  });

  it('writes the first event at once, and those of the next 10 ms together', () => {
    const { output, clock, events, writes, lines } = outputOnManualClock();
    for (const event of events) output.writeEvents([event]);
    expect(lines()).toHaveLength(1);
    clock.advance(9);
    expect(writes).toHaveLength(1);
    clock.advance(1);
    expect(writes).toHaveLength(2);
    expect(lines()).toHaveLength(events.length);
    clock.advance(10);
    expect(clock.pending).toBe(0);
  });

  it('keeps the order of events and other lines', () => {
    const { output, events, lines } = outputOnManualClock();
    for (const event of events) output.writeEvents([event]);
    output.writeLine({ type: 'refused', command: 'start', code: 'not-now', message: 'Not now.' });
    expect(lines()).toHaveLength(events.length + 1);
    expect(lines().at(-1)).toContain('"refused"');
  });

  it('is complete, without repeats, after a flush at the end', () => {
    const { output, events, lines } = outputOnManualClock();
    for (const event of events) output.writeEvents([event]);
    output.flush();
    output.flush();
    expect(lines()).toHaveLength(events.length);
  });
});
