import type { ReplayStatus } from '../../source/client/watched-game.ts';
import type { PlayerStatus } from '../../source/server/room/host-seat.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { HostApp, type HostMessages, type HostOutcome } from '../../source/terminal/host/host-app.tsx';
import { PlayerApp, type PlayerOutcome } from '../../source/terminal/player/player-app.tsx';
import type { JoinCommand } from '../../source/terminal/stage/join-info.ts';
import type { ThemeOptions } from '../../source/terminal/theme.ts';
import { WatchApp, type WatchAppProps, type WatchOutcome } from '../../source/terminal/watch/watch-app.tsx';
import type { Stage } from '../../source/view/stage.ts';
import { Store } from '../../source/store.ts';
import type { You } from '../../source/view/you.ts';
import { draw, usualSize } from '../helpers/render.tsx';
import { FakeHostSeat, FakePlayerSeat, FakeStageSource, you } from './seats.ts';
import { type Phase, stage } from './stages.ts';

export const lan: JoinCommand = { command: 'npx termquiz join 192.168.1.20 482913', network: 'eth0' };
export const vpn: JoinCommand = { command: 'npx termquiz join 10.8.0.2 482913', network: 'wg0, VPN' };

/** Draws the host's screen at a stage. */
export function host(
  shown: Stage,
  size: Size = usualSize,
  theme?: ThemeOptions,
  players?: readonly PlayerStatus[],
  notice?: string,
) {
  return hostJoinedBy([lan], shown, size, theme, players, notice);
}

/** Draws the host's screen of a game with these join commands. */
export function hostJoinedBy(
  commands: readonly JoinCommand[],
  shown: Stage,
  size: Size = usualSize,
  theme?: ThemeOptions,
  players?: readonly PlayerStatus[],
  notice?: string,
) {
  const joining = new Store({ commands, pin: '482913' });
  const seat = new FakeHostSeat(shown, players);
  const messages = new Store<HostMessages>({ warnings: [], lostTime: null, report: null });
  const outcomes: HostOutcome[] = [];
  const finish = (outcome: HostOutcome) => outcomes.push(outcome);
  const app = <HostApp {...{ seat, joining, messages, notice, finish }} title="HTTP and WebSockets" />;
  return { seat, joining, messages, outcomes, ...draw(app, size, theme) };
}

/** Draws the screen of the player Ada, who is third with 4,840 points. */
export function player(
  phase: Phase,
  change: Partial<You> = {},
  size: Size = usualSize,
  theme?: ThemeOptions,
  { team = null, advance }: { readonly team?: string | null; readonly advance?: () => void } = {},
) {
  const seat = new FakePlayerSeat(stage(phase), you(change), team);
  const outcomes: PlayerOutcome[] = [];
  const finish = (outcome: PlayerOutcome) => outcomes.push(outcome);
  const fields = { address: '192.168.1.20', pin: '482913', name: 'Ada' };
  const nameSeed = 'seed';
  return {
    seat,
    outcomes,
    ...draw(<PlayerApp {...{ fields, nameSeed, advance, finish }} connect={() => seat} />, size, theme),
  };
}

/** Draws the screen of a watcher of a live game; null before the connection is open. */
export function watcher(shown: Stage | null, size: Size = usualSize, theme?: ThemeOptions) {
  const source = new FakeStageSource(shown);
  return drawWatch(source, { controls: null, address: '192.168.1.20', warning: null }, size, theme);
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
  return drawWatch(source, { controls: source, address: null, warning }, size, theme);
}

function drawWatch(
  source: FakeStageSource,
  props: Pick<WatchAppProps, 'controls' | 'address' | 'warning'>,
  size: Size,
  theme?: ThemeOptions,
) {
  const outcomes: WatchOutcome[] = [];
  const finish = (outcome: WatchOutcome) => outcomes.push(outcome);
  return { source, outcomes, ...draw(<WatchApp {...{ source, ...props, finish }} />, size, theme) };
}
