import { created, TestGame } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';
import { median } from './numbers.ts';

const QUESTIONS = 20;

/** Returns how many answers of this many players the rules alone decide and apply per second of CPU time, after a warm-up game. */
export function answersPerSecond(players: number, games: number): number {
  const rates = Array.from({ length: games + 1 }, () => playGame(players));
  return median(rates.slice(1));
}

function playGame(players: number): number {
  const questions = Array.from({ length: QUESTIONS }, () => choiceQuestion({ time: 0 }));
  const game = new TestGame(created({ questions, settings: { maxPlayers: players } }));
  const names = Array.from({ length: players }, (_, index) => `Player ${index}`);
  for (const name of names) game.join(name);
  let spentMs = 0;
  for (let question = 0; question < QUESTIONS; question++) {
    game.open(question);
    game.events.length = 0;
    const start = process.cpuUsage();
    for (const [index, name] of names.entries()) game.answer(name, index % 4);
    const { user, system } = process.cpuUsage(start);
    spentMs += (user + system) / 1000;
  }
  return (players * QUESTIONS) / (spentMs / 1000);
}
