import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bundledQuiz } from '../helpers/binary.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';

// Debian's python3-websockets needs Debian's Python, which may not be the first in the path.
const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import websockets']).status === 0,
);
if (!python && process.env['TERMQUIZ_REQUIRE_PROGRAMS'])
  throw new Error('python3-websockets is not installed');

const resultSchema = z.object({ correct: z.boolean(), points: z.number(), streakBonus: z.number() });

const seenSchema = z.object({
  name: z.string(),
  phases: z.array(z.string()),
  results: z.record(z.string(), resultSchema),
  score: z.number(),
  rank: z.number(),
  bye: z.string(),
  close: z.number(),
  welcome: z.object({ protocol: z.literal(1), token: z.string(), quiz: z.object({ questions: z.number() }) }),
});

describe.skipIf(!python)('clients written in Python', () => {
  it('play a whole bundled quiz with the same scores as the host', { timeout: 120_000 }, async () => {
    const names = ['Ada', 'Grace', 'Linus'];
    const host = new HeadlessHost(bundledQuiz('http-and-websockets'));
    const { urls, pin } = await host.listening();
    const players = playersInPython([urls[0] ?? '', pin, ...names]);
    await host.count('player-joined', names.length);

    host.command('start');
    const created = z
      .object({ quiz: z.object({ questions: z.array(z.unknown()) }) })
      .parse(await host.line('game-created'));
    const total = created.quiz.questions.length;
    for (let question = 0; question < total; question++) {
      await host.line('question-announced', (line) => line['question'] === question);
      host.command('next');
      expect(await host.line('question-closed', (line) => line['question'] === question)).toMatchObject({
        reason: 'answered',
      });
      host.command('next');
      if (question === total - 1) break;
      await host.count('standings-shown', question + 1);
      host.command('next');
    }
    const podium = await host.line('podium-shown');
    host.command('next');
    await host.line('podium-revealed');
    host.command('next');
    expect(await host.exited).toBe(0);

    const seen = await players;
    expect(seen.map(({ name }) => name)).toEqual(names);
    for (const player of seen) {
      expect(player).toMatchObject({ bye: 'ended', close: 1000, welcome: { quiz: { questions: total } } });
      expect(Object.keys(player.results)).toHaveLength(total);
      const earned = Object.values(player.results).map(({ points, streakBonus }) => points + streakBonus);
      expect(earned.reduce((sum, points) => sum + points, 0)).toBe(player.score);
      expect(new Set(player.phases)).toEqual(
        new Set(['lobby', 'ready', 'question', 'reveal', 'standings', 'podium']),
      );
    }
    const ranked = seen
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ name, score, rank }) => ({ name, score, rank }));
    expect(podium['standings']).toMatchObject(ranked);
  });
});

/** Runs the players, and returns what each of them saw once all have ended. */
async function playersInPython(args: readonly string[]): Promise<z.infer<typeof seenSchema>[]> {
  const script = fileURLToPath(new URL('players.py', import.meta.url));
  const child = spawn(python ?? 'python3', [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const seen: z.infer<typeof seenSchema>[] = [];
  for await (const line of createInterface({ input: child.stdout }))
    seen.push(seenSchema.parse(JSON.parse(line)));
  return seen;
}
