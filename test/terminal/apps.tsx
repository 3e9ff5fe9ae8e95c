import type { ReplayStatus } from '../../source/client/watched-game.ts';
import type { PlayerStatus } from '../../source/server/room/host-seat.ts';
import { SuspendContext } from '../../source/terminal/hooks/use-foreground.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { HostApp, type HostAppProps, type HostOutcome } from '../../source/terminal/host/host-app.tsx';
import type { HostMessages } from '../../source/terminal/host/host-messages.ts';
import { PlayerApp, type PlayerOutcome } from '../../source/terminal/player/player-app.tsx';
import type { PlayerPlace } from '../../source/terminal/player/screens/move.tsx';
import type { JoinCommand } from '../../source/terminal/stage/join-info.ts';
import type { ThemeOptions } from '../../source/terminal/theme.ts';
import { WatchApp, type WatchAppProps, type WatchOutcome } from '../../source/terminal/watch/watch-app.tsx';
import type { QuizLibrary } from '../../source/quiz/bank/library.ts';
import type { Stage } from '../../source/view/stage.ts';
import { Store } from '../../source/store.ts';
import type { You } from '../../source/view/you.ts';
import { choiceQuestion, quizOf } from '../helpers/questions.ts';
import { draw, usualSize } from '../helpers/render.tsx';
import { FakeHostSeat, FakePlayerSeat, FakeStageSource, welcome, you } from './seats.ts';
import { type Phase, stage } from './stages.ts';

export const lan = joinCommand('192.168.1.20', 'eth0', 'http://192.168.1.20:7849/#482913');
export const vpn = joinCommand('10.8.0.2', 'wg0, VPN', 'http://10.8.0.2:7849/#482913');

/** How to join a game with the PIN 482913. */
export function joinCommand(address: string, network: string, page: string | null = null): JoinCommand {
  return { command: `npx termquiz join ${address} 482913`, address, network, page, packageCommand: null };
}

/** The quizzes that the host's screen offers on the podium. */
export const nextQuizzes: QuizLibrary = {
  quizzes: [
    { file: '/git.json', source: 'bundled', quiz: { ...quizOf([choiceQuestion()]), title: 'Git' } },
    { file: '/css.json', source: 'own', quiz: { ...quizOf([choiceQuestion()]), title: 'CSS' } },
  ],
  problems: [],
};
const readChoices = async () => nextQuizzes;

/** Options of the host's screen. In tests, the space bar counts at once unless they say otherwise. */
interface HostOptions extends Pick<HostAppProps, 'notice' | 'canResume' | 'settleMs'>, Suspendable {
  readonly isPageFirst?: boolean;
}

interface Suspendable {
  /** What Ctrl+Z calls. Default: programs cannot be stopped, as on Windows. */
  readonly suspend?: () => void;
}

/** Draws the host's screen at a stage. */
export function host(
  shown: Stage,
  size: Size = usualSize,
  theme?: ThemeOptions,
  players?: readonly PlayerStatus[],
  more: HostOptions = {},
) {
  return hostJoinedBy([lan], shown, size, theme, players, more);
}

/** Draws the host's screen of a game with these join commands. */
export function hostJoinedBy(
  commands: readonly JoinCommand[],
  shown: Stage,
  size: Size = usualSize,
  theme?: ThemeOptions,
  players?: readonly PlayerStatus[],
  { isPageFirst = false, suspend, ...more }: HostOptions = {},
) {
  const joining = new Store({ commands, pin: '482913', isPageFirst });
  const seat = new FakeHostSeat(shown, players);
  const messages = new Store<HostMessages>({ warnings: [], lostTime: null, report: null });
  const outcomes: HostOutcome[] = [];
  const finish = (outcome: HostOutcome) => outcomes.push(outcome);
  const app = <HostApp {...{ seat, joining, messages, readChoices, settleMs: 0, finish, ...more }} />;
  const suspendable = <SuspendContext value={suspend ?? null}>{app}</SuspendContext>;
  return { seat, joining, messages, outcomes, ...draw(suspendable, size, theme) };
}

interface PlayerOptions extends Suspendable {
  readonly name?: string;
  readonly team?: string | null;
  /** The address of the game. */
  readonly address?: string;
  readonly advance?: () => void;
}

/** Draws the screen of the player Ada, who is third with 4,840 points. */
export function player(
  phase: Phase,
  change: Partial<You> = {},
  size: Size = usualSize,
  theme?: ThemeOptions,
  { name = 'Ada', team = null, address = '192.168.1.20', advance, suspend }: PlayerOptions = {},
) {
  const seat = new FakePlayerSeat(stage(phase), you(change), team);
  seat.update({ welcome: welcome(name, team) });
  const outcomes: PlayerOutcome[] = [];
  const finish = (outcome: PlayerOutcome) => outcomes.push(outcome);
  const fields = { address, pin: '482913', name: 'Ada' };
  const nameSeed = 'seed';
  return {
    seat,
    outcomes,
    ...draw(
      <SuspendContext value={suspend ?? null}>
        <PlayerApp {...{ fields, placeOf, nameSeed, advance, finish }} connect={() => seat} />
      </SuspendContext>,
      size,
      theme,
    ),
  };
}

/** Where a player has joined. Only a game on `localhost` is out of reach for other devices. */
function placeOf(address: string): PlayerPlace {
  return { address, base: `http://${address}:7849`, isLocal: address === 'localhost' };
}

/** Draws the screen of a watcher of a live game; null before the connection is open. */
export function watcher(shown: Stage | null, size: Size = usualSize, theme?: ThemeOptions) {
  const source = new FakeStageSource(shown);
  const place = { address: '192.168.1.20', base: 'http://192.168.1.20:7849', isPageFirst: false };
  return drawWatch(source, { controls: null, place, warning: null }, size, theme);
}

/** Draws the screen of a replay. */
export function replay(
  shown: Stage,
  status: Partial<ReplayStatus> = {},
  size: Size = usualSize,
  { theme, warning = null }: { readonly theme?: ThemeOptions; readonly warning?: string | null } = {},
) {
  const replayed = { phase: 4, phases: 41, isPlaying: false, stop: null, ...status };
  const source = new FakeStageSource(shown, replayed);
  return drawWatch(source, { controls: source, place: null, warning }, size, theme);
}

function drawWatch(
  source: FakeStageSource,
  props: Pick<WatchAppProps, 'controls' | 'place' | 'warning'>,
  size: Size,
  theme?: ThemeOptions,
) {
  const outcomes: WatchOutcome[] = [];
  const finish = (outcome: WatchOutcome) => outcomes.push(outcome);
  return { source, outcomes, ...draw(<WatchApp {...{ source, ...props, finish }} />, size, theme) };
}
