import { setImmediate } from 'node:timers/promises';
import { type ReactElement, createElement } from 'react';
import { GameMessages } from '../../source/commands/host/game-messages.ts';
import type { PlayerSnapshot } from '../../source/client/player-seat.ts';
import type { WatchSnapshot } from '../../source/client/watched-game.ts';
import type { RejectionCode } from '../../source/protocol/rejections.ts';
import type { PlayerStatus } from '../../source/server/room/host-seat.ts';
import { Store } from '../../source/store.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { HostApp } from '../../source/terminal/host/host-app.tsx';
import { PlayerApp, type PlayerAppProps } from '../../source/terminal/player/player-app.tsx';
import { QuizChooser } from '../../source/terminal/chooser/quiz-chooser.tsx';
import type { JoinCommand } from '../../source/terminal/stage/join-info.ts';
import { WatchApp } from '../../source/terminal/watch/watch-app.tsx';
import { WatchPrompt } from '../../source/terminal/watch/watch-prompt.tsx';
import type { Preview } from '../../source/view/preview.ts';
import { type Award, awardTypes } from '../../source/view/awards.ts';
import type { AskedQuestion, RevealStage } from '../../source/view/stage.ts';
import type { DisputableQuestion } from '../../source/view/disputable.ts';
import type { You } from '../../source/view/you.ts';
import { keys } from '../helpers/keys.ts';
import { choiceQuestion, quizOf } from '../helpers/questions.ts';
import { type Drawn, draw, usualSize } from '../helpers/render.tsx';
import { SpokenScreen } from './spoken-screen.tsx';
import { joinCommand, lan } from '../terminal/apps.tsx';
import {
  FakeHostSeat,
  FakePlayerSeat,
  FakeStageSource,
  playerStatus,
  welcome,
  you,
} from '../terminal/seats.ts';
import {
  NOW,
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
  'the podium': (texts) => ({ ...podium(placesOf(texts)), teams: teamsOf(texts), awards: awardsOf(texts) }),
  'the winner': (texts) => ({ ...podium(placesOf(texts)), shownAt: NOW - 5100 }),
};

/** The screens, prompts and lists, each with texts from outside wherever it shows any. */
export const everyScreen: Readonly<Record<string, Show>> = {
  ...perPhase('the host', (phase, texts, size) => drawHost(phase, texts, size)),
  ...perPhase('a player', (phase, texts, size) => drawPlayer(phase, texts, size)),
  'the host: warnings': (texts, size) =>
    drawHost(lobby([], true), texts, size, { warnings: texts.slice(1, 4) }),
  'the host: a notice': (texts, size) => drawHost(lobby(), texts, size, { notice: texts[1] }),
  'the host: the list of players': async (texts, size) => {
    const players = texts.map((name, index) => slowPlayer(name, index % 3 > 0, texts[index + 1] ?? ''));
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
  'the host: a countdown': (texts, size) => drawHost({ ...lobby(), continuesAt: 1_004_000 }, texts, size),
  'the host: a paused countdown': (texts, size) =>
    drawHost({ ...standings(placesOf(texts)), continuesAt: 1_004_000, pausedAt: 1_000_000 }, texts, size),
  'the host: all keys': async (texts, size) => {
    const drawn = drawHost(open(), texts, size);
    drawn.press('?');
    return shown(drawn, /Keys/u);
  },
  'the host: who is missing': async (texts, size) => {
    const players = texts.map((name, index) => slowPlayer(name, index % 3 > 0, ''));
    const drawn = drawHost(open(), texts, size, { players });
    drawn.press('w');
    return shown(drawn, /Away:/u);
  },
  'the host: a preview': async (texts, size) => {
    const next = { question: asking(question, texts), correct: 0, explanation: texts[1] ?? null };
    const drawn = drawHost(lobby(), texts, size, { next });
    drawn.press('v');
    await shown(drawn, /Next:/u);
    drawn.press('ay');
    return shown(drawn, /Answer:/u);
  },
  'the host: the menu of a player': async (texts, size) => {
    const players = [slowPlayer(texts[0] ?? '', true, texts[1] ?? '')];
    const drawn = drawHost(standings(placesOf(texts)), texts, size, { players });
    drawn.press(`k${keys.enter}`);
    return shown(drawn, /Kick/u);
  },
  'the host: renaming a player': async (texts, size) => {
    const players = [slowPlayer(texts[0] ?? '', true, texts[1] ?? '')];
    const drawn = drawHost(standings(placesOf(texts)), texts, size, { players });
    drawn.press(`k${keys.enter}${keys.down}${keys.enter}`);
    return shown(drawn, /New name/u);
  },
  'the host: a question page by page': async (texts, size) => {
    const asked = asking(question, texts);
    const options = (asked.options ?? []).map((option) => option + ' more'.repeat(80));
    const drawn = drawHost(open({ ...asked, options }), texts, size);
    drawn.press(']');
    return shown(drawn, /Page 1/u);
  },
  'the host: removing an address': async (texts, size) => {
    const drawn = drawHost(lobby(), texts, size, { players: [slowPlayer('Ada', true, texts[0] ?? '')] });
    drawn.press('k');
    await shown(drawn, PLAYERS);
    drawn.press(keys.ctrlX);
    return shown(drawn, /Remove 1/u);
  },
  'the host: choosing a disputed question': async (texts, size) => {
    const drawn = drawHost(podium(placesOf(texts)), texts, size, { disputes: disputesOf(texts) });
    drawn.press('d');
    return shown(drawn, /Which question/u);
  },
  'the host: accepting another answer': async (texts, size) => {
    const disputes = disputesOf(texts.slice(0, 1));
    const drawn = drawHost(revealing(question, texts), texts, size, { disputes });
    drawn.press(`d${keys.down}`);
    return shown(drawn, /disputed/u);
  },
  'the host: asked whether to accept another answer': async (texts, size) => {
    const disputes = disputesOf(texts.slice(0, 1));
    const drawn = drawHost(revealing(question, texts), texts, size, { disputes });
    drawn.press(`d${keys.down}${keys.enter}`);
    return shown(drawn, /Accept/u);
  },
  'a player: why scores have changed': (texts, size) =>
    drawPlayer(standings(placesOf(texts)), texts, size, { you: you({ note: texts[0] ?? '' }) }),
  'the host: closing the game': async (texts, size) => {
    const drawn = drawHost(lobby(texts), texts, size);
    drawn.press('q');
    return shown(drawn, /Close/u);
  },
  'the host: all ways to join': async (texts, size) => {
    const commands = texts.map((text, index) => joinCommand(text, texts.at(-index) ?? ''));
    const drawn = drawHost(lobby(), texts, size, { commands });
    drawn.press('i');
    return shown(drawn, /ways to join/u);
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
  'a watcher: a new PIN': (texts, size) =>
    drawWatch(null, texts, size, {
      stage: stage(lobby()),
      connection: 'new-pin',
      end: { type: 'failure', message: texts[1] ?? '' },
    }),
  'read aloud, the host: the lobby': async (texts, size) =>
    shown(drawHost(lobby(texts), texts, size, { isSpoken: true }), /space/u),
  'read aloud, the host: players': async (texts, size) => {
    // Enough for one reading to fill the screen.
    const others = Array.from({ length: 20 - texts.length }, (_, index) => `Player ${index}`);
    const players = [...texts, ...others].map((name) => slowPlayer(name, true, ''));
    const drawn = drawHost(lobby(), texts, size, { players, isSpoken: true });
    drawn.press('k');
    await shown(drawn, /^› /mu);
    // The list and its keys are read as soon as each is drawn, in any order: only what is repeated is the same each time.
    drawn.press(keys.ctrlR);
    return shown(drawn, /^Players *\n20 players[^]*^Enter choose/mu);
  },
  'read aloud, a watcher: a reveal': (texts, size) =>
    drawWatch(null, texts, size, { connection: 'open', stage: stage(revealing(question, texts)) }, speak),
  'read aloud, a player: a reveal': (texts, size) =>
    drawPlayer(revealing(question, texts), texts, size, {}, false, speak),
  'read aloud, a player: asked for a PIN': (_texts, size) =>
    drawJoining(size, { fields: { ...known, pin: undefined } }, undefined, speak).drawn,
  'read aloud, a player: the list of games': (texts, size) =>
    drawJoining(size, { fields: { ...known, address: undefined }, games: gamesOf(texts) }, undefined, speak)
      .drawn,
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
  'a player: the move code': async (texts, size) => {
    const drawn = drawPlayer(open(asking(question, texts)), texts, size, MOVING);
    drawn.press('m');
    return shown(drawn, /another device/u);
  },
  'a player: an expired move code': async (texts, size) => {
    const move = { ...MOVING.move, expiresAt: NOW };
    const drawn = drawPlayer(lobby(texts), texts, size, { ...MOVING, move });
    drawn.press('m');
    return shown(drawn, /expired/u);
  },
  'read aloud, a player: the move code': async (texts, size) => {
    const drawn = drawPlayer(lobby(texts), texts, size, MOVING, false, speak);
    drawn.press('m');
    return shown(drawn, /another device/u);
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
  'a player: removed': (texts, size) =>
    drawPlayer(lobby(), texts, size, {
      connection: 'removed',
      end: { type: 'failure', message: texts[1] ?? '' },
    }),
  'a player: the end of the podium': (texts, size) =>
    drawPlayer(podium(placesOf(texts)), texts, size, {
      end: { type: 'bye', code: 'ended', message: texts[1] ?? '' },
    }),
  'a player: the podium after the card': async (texts, size) => {
    const drawn = drawPlayer({ ...podium(placesOf(texts)), awards: awardsOf(texts) }, texts, size);
    await shown(drawn, /right\W+your answers/u);
    return after(drawn, () => drawn.press(keys.left));
  },
  'a player: an answer to look at again': async (texts, size) => {
    const { question: asked, correct } = revealing(typedText, texts);
    const result = { correct: false, points: 0, streakBonus: 0, answer: texts[9] ?? '', time: 1000 };
    const review = { type: 'review', question: asked, correct, explanation: texts[7] ?? '', result } as const;
    const drawn = drawPlayer(podium(placesOf(texts)), texts, size, { reviews: new Map([[0, review]]) });
    await shown(drawn, /right\W+your answers/u);
    return after(drawn, () => drawn.press(keys.right));
  },
  'a player alone': (texts, size) => drawPlayer(podium(placesOf(texts.slice(0, 1))), texts, size, {}, true),
  'a watcher: the list of games': (texts, size) => drawWatchPrompt(texts, size),
  'a watcher: asked for an address again': async (texts, size) => {
    const drawn = drawWatchPrompt(texts, size);
    return after(drawn, () => drawn.press(`${keys.paste(texts[1] ?? '')}x${keys.enter}`));
  },
  'the quiz chooser': (texts, size) => drawChooser(texts, size),
  'the quiz chooser: a file that cannot be used': (texts, size) => {
    const drawn = drawChooser(texts, size);
    return after(drawn, () => drawn.press(keys.up));
  },
  'the quiz chooser: a search': (texts, size) => {
    const drawn = drawChooser(texts, size);
    return after(drawn, () => drawn.press(`/${COMMON_WORD}`));
  },
  'the quiz chooser: a search without results': (texts, size) => {
    const drawn = drawChooser([], size);
    // The message escapes these characters, but not their stand-ins.
    return after(drawn, () => drawn.press(`/x${texts[0]?.replaceAll(/["\\]/gu, 'Q')}`));
  },
};

function drawWatchPrompt(texts: Texts, size: Size): Drawn {
  const props = { games: gamesOf(texts), checkAddress: () => texts[0] ?? '', finish: () => undefined };
  return draw(createElement(WatchPrompt, props), size);
}

/** A word of each quiz. */
const COMMON_WORD = 'zebra';

function drawChooser(texts: Texts, size: Size): Drawn {
  const [first = '', second = ''] = texts;
  const quizzes = texts.map((title, index) => {
    const asked = choiceQuestion({ question: texts.at(-index) ?? '', tags: [COMMON_WORD] });
    const quiz = { ...quizOf([asked, asked]), title, description: texts.at(-index) };
    return {
      file: `${index}/${title}`,
      source: index % 2 > 0 ? ('own' as const) : ('folder' as const),
      quiz,
    };
  });
  // Only the name of the file is shown.
  const problems = [{ file: `/${first.replaceAll(/[/\\]/gu, '-')}`, line: 1, column: 2, message: second }];
  const choices = { quizzes: quizzes.slice(1), problems };
  const file = problems[0]?.file;
  return draw(createElement(QuizChooser, { choices, file, finish: () => undefined }), size);
}

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
  const distribution = texts
    .slice(8, 14)
    .map((answer, index) => ({ answer, count: 20 - index, correct: index === 0 }));
  return { ...shownStage, correct: texts[8] ?? '', distribution };
}

function placesOf(names: Texts) {
  return names.map((name, index) => place(index + 1, name, 9000 - index * 100));
}

function awardsOf(names: Texts): Award[] {
  return awardTypes.map((type, index) => ({
    type,
    names: names.slice(index, index + 2),
    more: index,
    value: 3,
  }));
}

function teamsOf(names: Texts) {
  return names.slice(0, 4).map((name, index) => ({ rank: index + 1, name, score: 5000 - index, change: 0 }));
}

function slowPlayer(name: string, connected: boolean, address: string): PlayerStatus {
  return playerStatus(name, { connected, roundTrip: 300, address, network: address });
}

interface HostTexts {
  /** Whether the screen is read aloud. */
  readonly isSpoken?: boolean;
  readonly next?: Preview;
  readonly warnings?: Texts;
  readonly notice?: string | undefined;
  readonly report?: string | undefined;
  readonly commands?: readonly JoinCommand[];
  readonly isPageFirst?: boolean;
  readonly players?: readonly PlayerStatus[];
  readonly disputes?: readonly DisputableQuestion[];
}

function drawHost(phase: Phase, [title = '']: Texts, size: Size, more: HostTexts = {}): Drawn {
  const messages = new GameMessages(more.warnings);
  if (more.report !== undefined) messages.showReport(more.report);
  const seat = new FakeHostSeat({ ...stage(phase), title }, more.players, more.disputes);
  seat.next = more.next ?? null;
  const props = {
    seat,
    joining: new Store({
      commands: more.commands ?? [lan],
      pin: '482913',
      isPageFirst: more.isPageFirst ?? false,
    }),
    messages,
    notice: more.notice,
    readChoices: async () => ({ quizzes: [], problems: [] }),
    finish: () => undefined,
  };
  return (more.isSpoken ? speak : draw)(createElement(HostApp, props), size);
}

function disputesOf(texts: Texts): DisputableQuestion[] {
  const answers = texts.map((text, index) => ({ answer: index, text, count: index }));
  return texts.map((text, index) => ({ index, text, answers }));
}

function drawWatcher(phase: Phase, texts: Texts, size: Size): Drawn {
  return drawWatch(null, texts, size, {
    connection: 'open',
    stage: { ...stage(phase), title: texts[0] ?? '' },
  });
}

function drawReplay(phase: Phase, texts: Texts, size: Size): Drawn {
  const replay = { phase: 4, phases: 41, isPlaying: false, stop: 'interrupted' } as const;
  return drawWatch(texts[1] ?? '', texts, size, {
    connection: 'open',
    stage: { ...stage(phase), title: texts[0] ?? '' },
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
  show: typeof speak = draw,
): Drawn {
  const source = new FakeStageSource(null, snapshot.replay ?? null);
  source.update({ title, ...snapshot });
  const controls = snapshot.replay ? source : null;
  // The URL of a game is parsed before it is shown, and its QR code changes with it.
  const place = { address, base: 'http://192.168.1.20:7849', isPageFirst: false };
  const finish = () => undefined;
  return show(createElement(WatchApp, { source, controls, place, warning, finish }), size);
}

function drawPlayer(
  phase: Phase,
  texts: Texts,
  size: Size,
  change: Partial<PlayerSnapshot> = {},
  isAlone = false,
  show: typeof speak = draw,
): Drawn {
  const [title = '', name = ''] = texts;
  const seat = new FakePlayerSeat({ ...stage(phase), title });
  const seated = welcome(name, texts[3] ?? null);
  seat.update({
    welcome: { ...seated, quiz: { title, questions: 12 } },
    you: you({ name, ahead: { name: texts[10] ?? '', by: 120 }, ...resultIn(phase, texts) }),
    ...change,
  });
  return drawJoining(size, { ...(isAlone && { advance: () => undefined }) }, seat, show).drawn;
}

/** The player's result in a reveal of a choice or a typed text. */
function resultIn(phase: Phase, texts: Texts): Partial<You> {
  if (phase.phase !== 'reveal') return {};
  if (phase.question.type === 'text') {
    return { result: { answer: texts[9] ?? '', correct: false, points: 0, streakBonus: 0, time: 1000 } };
  }
  return { result: { answer: 0, correct: true, points: 920, streakBonus: 100, time: 1000 } };
}

function drawJoining(
  size: Size,
  props: Partial<PlayerAppProps> = {},
  seat = new FakePlayerSeat(),
  show: typeof speak = draw,
) {
  const placeOf = (address: string) => ({ address, base: `http://${address}:7849`, isLocal: false });
  const usual = { fields: known, placeOf, nameSeed: 'seed', connect: () => seat, finish: () => undefined };
  return { seat, drawn: show(createElement(PlayerApp, { ...usual, ...props }), size) };
}

/** A player with a move code, in a game with a page. */
const MOVING = {
  welcome: { ...welcome('Ada'), page: true },
  move: { code: 'W7QX2M9M', expiresAt: NOW + 47_000 },
};

async function drawRejected(code: RejectionCode, texts: Texts, size: Size): Promise<Drawn> {
  const { seat, drawn } = drawJoining(size, { fields: { ...known, name: texts[1] ?? '' } });
  const rejection = { type: 'rejected', code, message: texts[0] ?? '' } as const;
  return after(drawn, () => seat.update({ connection: 'idle', rejection }));
}

function gamesOf(titles: Texts) {
  return new Store(titles.map((title, index) => ({ title, address: `192.168.1.${index}` })));
}

/** Draws what a screen reader reads of a screen. */
function speak(element: ReactElement, size: Size = usualSize): Drawn {
  return draw(createElement(SpokenScreen, { size, element }), size);
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
