import { setImmediate } from 'node:timers/promises';
import { createElement } from 'react';
import { GameMessages } from '../../source/commands/host/game-messages.ts';
import type { PlayerSnapshot } from '../../source/client/player-seat.ts';
import type { WatchSnapshot } from '../../source/client/watched-game.ts';
import type { RejectionCode } from '../../source/protocol/rejections.ts';
import type { PlayerStatus } from '../../source/server/room/host-seat.ts';
import { Store } from '../../source/store.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { HostApp } from '../../source/terminal/host/host-app.tsx';
import { PlayerApp, type PlayerAppProps } from '../../source/terminal/player/player-app.tsx';
import { QuizChooser } from '../../source/terminal/quiz-chooser.tsx';
import type { JoinCommand } from '../../source/terminal/stage/join-info.ts';
import { WatchApp } from '../../source/terminal/watch/watch-app.tsx';
import type { AskedQuestion, RevealStage } from '../../source/view/stage.ts';
import type { You } from '../../source/view/you.ts';
import { keys } from '../helpers/keys.ts';
import { type Drawn, draw } from '../helpers/render.tsx';
import { lan } from '../terminal/apps.tsx';
import { FakeHostSeat, FakePlayerSeat, FakeStageSource, welcome, you } from '../terminal/seats.ts';
import {
  type Phase,
  inOrder,
  lobby,
  multipleChoice,
  open,
  opinion,
  place,
  podium,
  question,
  ready,
  reveal,
  stage,
  standings,
  trueOrFalse,
  typedNumber,
  typedText,
} from '../terminal/stages.ts';

/** Texts from outside, of which a screen shows as many as it has places for. */
export type Texts = readonly string[];

/** Draws a screen. */
export type Show = (texts: Texts, size: Size) => Drawn | Promise<Drawn>;

/** The phases of a game, which each seat sees on screens of its own. */
const phases: Readonly<Record<string, (texts: Texts) => Phase>> = {
  'the lobby': (texts) => lobby(texts),
  'an announced question': (texts) => ready(asking(question, texts)),
  ...Object.fromEntries(
    [question, trueOrFalse, multipleChoice, typedText, typedNumber, inOrder, opinion].flatMap((asked) => [
      [`a ${asked.type} question`, (texts: Texts) => open(asking(asked, texts))],
      [`a ${asked.type} reveal`, (texts: Texts) => revealing(asked, texts)],
    ]),
  ),
  'a paused question with code': (texts) => {
    const code = { language: 'ts', text: texts.slice(4, 8).join('\n') };
    return { ...open({ ...asking(question, texts), code }), pausedAt: 1_000_000 };
  },
  'the standings': (texts) => ({ ...standings(placesOf(texts)), teams: teamsOf(texts) }),
  'the podium': (texts) => ({ ...podium(placesOf(texts)), teams: teamsOf(texts) }),
};

/** The screens, prompts and lists, each with texts from outside wherever it shows any. */
export const everyScreen: Readonly<Record<string, Show>> = {
  ...perPhase('the host', (phase, texts, size) => drawHost(phase, texts, size)),
  ...perPhase('a player', (phase, texts, size) => drawPlayer(phase, texts, size)),
  'the host: warnings': (texts, size) =>
    drawHost(lobby([], true), texts, size, { warnings: texts.slice(1, 4) }),
  'the host: a notice': (texts, size) => drawHost(lobby(), texts, size, { notice: texts[1] }),
  'the host: the list of players': async (texts, size) => {
    const players = texts.map((name, index) => playerStatus(name, index % 3 > 0, texts[index + 1] ?? ''));
    const drawn = drawHost(lobby(texts), texts, size, { players });
    drawn.press('k');
    return shown(drawn, PLAYERS);
  },
  'the host: a search for a player': async (texts, size) => {
    const drawn = drawHost(lobby(), texts, size);
    drawn.press('k');
    await shown(drawn, PLAYERS);
    return after(drawn, () => drawn.press(`x${texts[0]}`));
  },
  'the host: removing an address': async (texts, size) => {
    const drawn = drawHost(lobby(), texts, size, { players: [playerStatus('Ada', true, texts[0] ?? '')] });
    drawn.press('k');
    await shown(drawn, PLAYERS);
    drawn.press(keys.ctrlX);
    return shown(drawn, /Remove 1/u);
  },
  'the host: closing the game': async (texts, size) => {
    const drawn = drawHost(lobby(texts), texts, size);
    drawn.press('q');
    return shown(drawn, /Close/u);
  },
  'the host: all ways to join': async (texts, size) => {
    const commands = texts.map((text, index) => ({
      command: `npx termquiz join ${text} 482913`,
      network: texts.at(-index) ?? '',
    }));
    const drawn = drawHost(lobby(), texts, size, { commands });
    drawn.press('a');
    return shown(drawn, /All ways/u);
  },
  'the host: the report': (texts, size) =>
    drawHost(podium(placesOf(texts)), texts, size, { report: texts[1] }),
  // Watchers see the same phases as the host, in a frame of their own.
  'a watcher: the lobby': (texts, size) => drawWatcher(lobby(texts), texts, size),
  'a watcher: the podium': (texts, size) => drawWatcher(podium(placesOf(texts)), texts, size),
  'a replay: the lobby': (texts, size) => drawReplay(lobby(texts), texts, size),
  'a replay: a reveal': (texts, size) => drawReplay(revealing(question, texts), texts, size),
  'a watcher: connecting': (texts, size) => drawWatch(null, texts, size, {}),
  'a watcher: the end': (texts, size) =>
    drawWatch(null, texts, size, {
      stage: stage(lobby()),
      connection: 'waiting',
      end: { type: 'bye', code: 'host-left', message: texts[1] ?? '' },
    }),
  'a player: asked for an address': (texts, size) =>
    drawJoining(size, {
      fields: { address: texts[0], pin: undefined, name: undefined },
      connect: () => texts[1] ?? '',
    }).drawn,
  'a player: asked for a PIN': (texts, size) => drawRejected('wrong-pin', texts, size),
  'a player: asked for a name': (texts, size) => drawRejected('name-taken', texts, size),
  'a player: refused': (texts, size) => drawRejected('full', texts, size),
  'a player: turned away': async (texts, size) => {
    const { seat, drawn } = drawJoining(size);
    const end = { type: 'bye', code: 'ended', message: texts[0] ?? '' } as const;
    return after(drawn, () => seat.update({ connection: 'closed', end }));
  },
  'a player: the list of games': (texts, size) =>
    drawJoining(size, { fields: { ...known, address: undefined }, games: gamesOf(texts) }).drawn,
  'a player: the list of games after a failure': async (texts, size) => {
    const fields = { ...known, address: undefined };
    const { seat, drawn } = drawJoining(size, { fields, games: gamesOf(texts.slice(1)) });
    drawn.press(`${keys.enter}1${keys.enter}`);
    await shown(drawn, /Connecting/u);
    const end = { type: 'failure', message: texts[0] ?? '' } as const;
    seat.update({ connection: 'closed', end });
    return shown(drawn, /Games on this/u);
  },
  'a player: an answer being typed': async (texts, size) => {
    const drawn = drawPlayer(open({ ...typedText, text: texts[1] ?? '' }), texts, size);
    return after(drawn, () => drawn.press(keys.paste(`x${texts[3]}`)));
  },
  'a player: an answer locked in': (texts, size) =>
    drawPlayer(open(asking(typedText, texts)), texts, size, {
      answer: { question: 2, value: texts[3] ?? '', status: 'accepted', isAutomatic: false },
    }),
  'a player: an answer refused': (texts, size) =>
    drawPlayer(open(asking(question, texts)), texts, size, {
      answer: { question: 2, value: 0, status: 'rejected', isAutomatic: false, message: texts[3] ?? '' },
    }),
  'a player: leaving': async (texts, size) => {
    const drawn = drawPlayer(lobby(texts), texts, size);
    drawn.press('q');
    return shown(drawn, /Leave the game/u);
  },
  'a player: the connection': async (texts, size) => {
    const drawn = drawPlayer(lobby(texts), texts, size, { transport: 'websocket', roundTripMs: 43 });
    drawn.press('i');
    return shown(drawn, /round trip/u);
  },
  'a player: the end': (texts, size) =>
    drawPlayer(lobby(), texts, size, {
      connection: 'waiting',
      end: { type: 'bye', code: 'host-left', message: texts[1] ?? '' },
    }),
  'a player: the end of the podium': (texts, size) =>
    drawPlayer(podium(placesOf(texts)), texts, size, {
      end: { type: 'bye', code: 'ended', message: texts[1] ?? '' },
    }),
  'a player alone': (texts, size) => drawPlayer(podium(placesOf(texts.slice(0, 1))), texts, size, {}, true),
  'the quiz chooser': (texts, size) => {
    const quizzes = texts.map((title, index) => ({
      file: `${index}`,
      title,
      description: texts.at(-index),
      questions: index,
    }));
    return draw(createElement(QuizChooser, { quizzes, finish: () => undefined }), size);
  },
};

/** The heading of the list of players, once they are known. */
const PLAYERS = /\d[^\n]*Type to search/u;

const known = { address: '192.168.1.20', pin: '482913', name: 'Ada' };

/** Draws every phase on the screens of one seat. */
function perPhase(
  seat: string,
  show: (phase: Phase, texts: Texts, size: Size) => Drawn,
): Record<string, Show> {
  return Object.fromEntries(
    Object.entries(phases).map(([name, phaseOf]): [string, Show] => [
      `${seat}: ${name}`,
      (texts, size) => show(phaseOf(texts), texts, size),
    ]),
  );
}

/** Puts texts into a question. */
function asking(asked: AskedQuestion, texts: Texts): AskedQuestion {
  return {
    ...asked,
    text: texts[2] ?? '',
    ...(asked.options && { options: texts.slice(3, 7) }),
    ...(asked.items && { items: texts.slice(3, 7) }),
    ...(asked.unit !== undefined && { unit: texts[3] ?? '' }),
  };
}

function revealing(asked: AskedQuestion, texts: Texts): RevealStage {
  const shownStage = { ...reveal(asking(asked, texts)), explanation: texts[7] ?? '' };
  if (asked.type !== 'text') return shownStage;
  const distribution = texts.slice(8, 14).map((answer, index) => ({ answer, count: 20 - index }));
  return { ...shownStage, correct: texts[8] ?? '', distribution };
}

function placesOf(names: Texts) {
  return names.map((name, index) => place(index + 1, name, 9000 - index * 100));
}

function teamsOf(names: Texts) {
  return names.slice(0, 4).map((name, index) => ({ rank: index + 1, name, score: 5000 - index, change: 0 }));
}

function playerStatus(name: string, connected: boolean, address: string): PlayerStatus {
  return { name, connected, address, network: address };
}

interface HostTexts {
  readonly warnings?: Texts;
  readonly notice?: string | undefined;
  readonly report?: string | undefined;
  readonly commands?: readonly JoinCommand[];
  readonly players?: readonly PlayerStatus[];
}

function drawHost(phase: Phase, [title = '']: Texts, size: Size, more: HostTexts = {}): Drawn {
  const messages = new GameMessages(more.warnings);
  if (more.report !== undefined) messages.showReport(more.report);
  const props = {
    seat: new FakeHostSeat(stage(phase), more.players),
    title,
    joining: new Store({ commands: more.commands ?? [lan], pin: '482913' }),
    messages,
    notice: more.notice,
    finish: () => undefined,
  };
  return draw(createElement(HostApp, props), size);
}

function drawWatcher(phase: Phase, texts: Texts, size: Size): Drawn {
  return drawWatch(null, texts, size, { connection: 'open', stage: stage(phase) });
}

function drawReplay(phase: Phase, texts: Texts, size: Size): Drawn {
  const replay = { phase: 4, phases: 41, isPlaying: false, stop: 'interrupted' } as const;
  return drawWatch(texts[1] ?? '', texts, size, {
    connection: 'open',
    stage: stage(phase),
    replay,
    pin: null,
  });
}

/** @param warning Null in a live game. */
function drawWatch(
  warning: string | null,
  [title = '', address = '']: Texts,
  size: Size,
  snapshot: Partial<WatchSnapshot>,
): Drawn {
  const source = new FakeStageSource(null, snapshot.replay ?? null);
  source.update({ title, ...snapshot });
  const controls = snapshot.replay ? source : null;
  const finish = () => undefined;
  return draw(createElement(WatchApp, { source, controls, address, warning, finish }), size);
}

function drawPlayer(
  phase: Phase,
  texts: Texts,
  size: Size,
  change: Partial<PlayerSnapshot> = {},
  isAlone = false,
): Drawn {
  const [title = '', name = ''] = texts;
  const seat = new FakePlayerSeat(stage(phase));
  const seated = welcome(name, texts[3] ?? null);
  seat.update({
    welcome: { ...seated, quiz: { title, questions: 12 } },
    you: you({ ahead: { name: texts[10] ?? '', by: 120 }, ...resultIn(phase, texts) }),
    ...change,
  });
  return drawJoining(size, { ...(isAlone && { advance: () => undefined }) }, seat).drawn;
}

/** The player's result in a reveal of a choice or a typed text. */
function resultIn(phase: Phase, texts: Texts): Partial<You> {
  if (phase.phase !== 'reveal') return {};
  const answer = phase.question.type === 'text' ? (texts[9] ?? '') : 0;
  return { result: { answer, correct: false, points: 0, streakBonus: 0, time: 1000 } };
}

function drawJoining(size: Size, props: Partial<PlayerAppProps> = {}, seat = new FakePlayerSeat()) {
  const usual = { fields: known, nameSeed: 'seed', connect: () => seat, finish: () => undefined };
  return { seat, drawn: draw(createElement(PlayerApp, { ...usual, ...props }), size) };
}

async function drawRejected(code: RejectionCode, texts: Texts, size: Size): Promise<Drawn> {
  const { seat, drawn } = drawJoining(size, { fields: { ...known, name: texts[1] ?? '' } });
  const rejection = { type: 'rejected', code, message: texts[0] ?? '' } as const;
  return after(drawn, () => seat.update({ connection: 'idle', rejection }));
}

function gamesOf(titles: Texts) {
  return new Store(titles.map((title, index) => ({ title, address: `192.168.1.${index}` })));
}

/** Waits until a screen shows something. */
async function shown(drawn: Drawn, expected: RegExp): Promise<Drawn> {
  for (let turn = 0; !expected.test(drawn.screen()); turn++) {
    if (turn > MAX_TURNS) throw new Error(`Expected ${expected} in:\n${drawn.screen()}`);
    await setImmediate();
  }
  return drawn;
}

/** Turns of the event loop in which a screen is drawn: usually two or three. */
const MAX_TURNS = 100_000;

/** Waits for the next frame. */
async function after(drawn: Drawn, change: () => void): Promise<Drawn> {
  const before = drawn.frames();
  change();
  for (let turn = 0; drawn.frames() === before; turn++) {
    if (turn > MAX_TURNS) throw new Error(`Expected another frame than:\n${drawn.screen()}`);
    await setImmediate();
  }
  return drawn;
}
