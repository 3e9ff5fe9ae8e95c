import { describe, expect, it } from 'vitest';
import { validAnswer } from '../../helpers/arbitraries.ts';
import { bundledQuiz } from '../../helpers/binary.ts';
import { headlessGame } from '../../helpers/headless-game.ts';

describe('a game of a thousand players', { timeout: 300_000 }, () => {
  it('counts every answer, and the scores add up', async () => {
    const PLAYERS = 1000;
    const { host, join } = await headlessGame({ quiz: bundledQuiz('git') });
    const players = await Promise.all(Array.from({ length: PLAYERS }, (_, index) => join(`Player ${index}`)));
    await host.count('player-joined', PLAYERS);
    const earned = players.map(() => 0);
    host.command('start');
    for (let question = 0; question < 3; question++) {
      await host.line('question-announced', (line) => line['question'] === question);
      host.command('next');
      await Promise.all(
        players.map(async (player, index) => {
          const stage = await player.stage('question', question);
          if (stage.phase !== 'question') throw new Error(`question ${question} is not open`);
          const answer = validAnswer(stage.question.type, stage.question, index);
          player.send({ type: 'answer', question, answer });
          const { result } = await player.next(
            'you',
            (you) => you.question === question && you.result !== null,
          );
          earned[index] = (earned[index] ?? 0) + (result?.points ?? 0) + (result?.streakBonus ?? 0);
        }),
      );
      expect(await host.line('question-closed', (line) => line['question'] === question)).toMatchObject({
        reason: 'answered',
      });
      host.command('next');
      await host.count('standings-shown', question + 1);
      host.command('next');
    }
    host.command('end');
    const podium = await host.line('podium-shown');
    expect(host.linesOf('answer-accepted')).toHaveLength(3 * PLAYERS);
    const scores = players.map((player) => player.last('you')?.score);
    expect(scores).toEqual(earned);
    const standings = podium['standings'];
    const byName = new Map(Array.isArray(standings) ? standings.map(({ name, score }) => [name, score]) : []);
    expect(players.map((_, index) => byName.get(`Player ${index}`))).toEqual(earned);
    const stage = await players[0]?.stage('podium');
    const answered = stage?.phase === 'podium' && stage.questions.map((question) => question.answered);
    expect(answered).toEqual([PLAYERS, PLAYERS, PLAYERS]);
  });
});
