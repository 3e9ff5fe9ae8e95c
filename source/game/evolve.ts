import type { GameEvent } from './events.ts';
import type { Game, Player, Round } from './game.ts';
import { connect, disconnect, resumeRound, addDowntime, extendForReconnects } from './lost-time.ts';
import { parsePlayerName } from './player-name.ts';
import { markRound } from './scoring.ts';
import { permuter } from './shuffle.ts';
import { rankPlayers, rankTeams } from './standings.ts';
import type { Layout } from '../quiz/questions/question-type.ts';
import { type Question, rulesOf } from '../quiz/questions/question.ts';

/**
 * Changes the game by what happened. The only thing that changes a game, and the same events always give the same game:
 * what resuming, reports and replays rest on. Events that `decide` did not give for this very game throw.
 */
export function evolve(game: Game, event: GameEvent): void {
  const { phase } = game;
  change(game, event);
  if (game.phase !== phase) game.phaseStartedAt = event.at;
}

function change(game: Game, event: GameEvent): void {
  switch (event.type) {
    case 'player-joined':
      return addPlayer(game, event);
    case 'player-connected':
      return connect(game, playerOf(game, event.player));
    case 'player-disconnected':
      return disconnect(game, playerOf(game, event.player), 'disconnected', event.at);
    case 'player-left':
      return leave(game, playerOf(game, event.player), event.at);
    case 'player-kicked':
      return kick(game, playerOf(game, event.player), event.at);
    case 'game-locked':
      game.locked = true;
      return;
    case 'game-unlocked':
      game.locked = false;
      return;
    case 'question-announced':
      return announce(game, event.question, event.opensAt);
    case 'question-skipped':
    case 'time-passed':
      return;
    case 'host-returned':
      return addDowntime(game, event.at, event.downSince);
    case 'question-opened':
      return open(game, roundOf(game), event.at, event.closesAt);
    case 'answer-accepted':
      return takeAnswer(game, playerOf(game, event.player), { value: event.answer, timeMs: event.time });
    case 'game-paused':
      roundOf(game).pausedAt = event.at;
      return;
    case 'game-resumed':
      return resumeRound(game, roundOf(game), event.at);
    case 'question-closed':
      return close(game, roundOf(game));
    case 'standings-shown':
      game.phase = 'standings';
      return;
    case 'podium-shown':
      return showPodium(game);
    case 'game-ended':
      game.phase = 'ended';
      return;
  }
}

function addPlayer(game: Game, event: Extract<GameEvent, { type: 'player-joined' }>): void {
  const player: Player = {
    id: event.player,
    name: event.name,
    nameKey: parsePlayerName(event.name)?.key ?? event.name,
    team: event.team,
    hasAnswered: false,
    tokenHash: event.tokenHash,
    presence: 'left',
    disconnectedAt: 0,
    kicked: false,
    score: 0,
    streak: 0,
    rank: null,
    previousRank: null,
    answer: null,
    result: null,
  };
  game.players.set(player.id, player);
  game.playersByToken.set(player.tokenHash, player);
  game.playersByName.set(player.nameKey, player);
  game.playerCount++;
  changeMembers(game, player, 1);
  connect(game, player);
}

/** Who leaves before the first question is gone; later the score stays, for who comes back. */
function leave(game: Game, player: Player, at: number): void {
  disconnect(game, player, 'left', at);
  if (game.phase !== 'lobby') return;
  game.players.delete(player.id);
  game.playersByToken.delete(player.tokenHash);
  game.playersByName.delete(player.nameKey);
  game.playerCount--;
  changeMembers(game, player, -1);
}

function kick(game: Game, player: Player, at: number): void {
  disconnect(game, player, 'left', at);
  player.kicked = true;
  game.playerCount--;
  changeMembers(game, player, -1);
  if (player.answer && game.round && game.phase === 'question') game.round.answered--;
  game.standings = rankPlayers(game.standings.filter((other) => other !== player));
  // Before the first reveal there is nothing to rank by.
  if (game.teams.some(({ rank }) => rank !== null)) rankTeams(game.teams, game.standings);
}

function changeMembers(game: Game, { team }: Player, by: 1 | -1): void {
  const joined = game.teams.find(({ name }) => name === team);
  if (joined) joined.members += by;
}

function announce(game: Game, index: number, opensAt: number): void {
  const question = questionAt(game, index);
  game.phase = 'ready';
  game.round = {
    index,
    question,
    rules: rulesOf(question, layoutOf(game, index)),
    time: question.time ?? game.settings.time,
    opensAt,
    openedAt: opensAt,
    closesAt: null,
    pausedAt: null,
    answered: 0,
    distribution: null,
  };
  for (const player of game.players.values()) {
    player.answer = null;
    player.result = null;
  }
}

function questionAt(game: Game, index: number): Question {
  const question = game.quiz.questions[game.playOrder[index] ?? -1];
  if (!question) throw new RangeError(`no question ${index} in this game`);
  return question;
}

/** What is drawn for a question is drawn once, the same for everybody. */
function layoutOf({ seed, settings }: Game, index: number): Layout {
  const shufflesOptions = settings.shuffle === 'answers' || settings.shuffle === 'both';
  return { permute: permuter(`${seed}/answers/${index}`), shufflesOptions };
}

function open(game: Game, round: Round, openedAt: number, closesAt: number | null): void {
  game.phase = 'question';
  game.pendingAnswers = game.connectedCount;
  round.openedAt = openedAt;
  round.closesAt = closesAt;
  round.pausedAt = null;
  extendForReconnects(game, round);
}

function takeAnswer(game: Game, player: Player, answer: Player['answer']): void {
  if (player.presence === 'connected') game.pendingAnswers--;
  player.answer = answer;
  roundOf(game).answered++;
}

function close(game: Game, round: Round): void {
  game.phase = 'reveal';
  game.pendingAnswers = 0;
  round.pausedAt = null;
  markRound(game, round);
}

/** A game that is ended early shows the standings so far: the open question counts for nobody. */
function showPodium(game: Game): void {
  game.phase = 'podium';
  game.pendingAnswers = 0;
}

function playerOf(game: Game, id: string): Player {
  const player = game.players.get(id);
  if (!player) throw new RangeError(`no player ${id} in this game`);
  return player;
}

function roundOf(game: Game): Round {
  if (!game.round) throw new RangeError('no question in this game yet');
  return game.round;
}
