import { HostApp, type HostOutcome } from '../../source/terminal/host/host-app.tsx';
import type { JoinCommand } from '../../source/terminal/host/host-joining.ts';
import type { Size } from '../../source/terminal/hooks/use-size.ts';
import { PlayerApp, type PlayerOutcome } from '../../source/terminal/player/player-app.tsx';
import type { ThemeOptions } from '../../source/terminal/theme.ts';
import type { HostedPlayer } from '../../source/server/host-seat.ts';
import type { Stage } from '../../source/view/stage.ts';
import type { You } from '../../source/view/you.ts';
import { draw, usualSize } from '../helpers/render.tsx';
import { FakeHostSeat, FakePlayerSeat, you } from './seats.ts';
import { type Phase, stage } from './stages.ts';

const command = { command: 'npx termquiz join 192.168.1.20 482913', network: 'eth0' };

/** The host's screen in this stage. */
export function host(
  shown: Stage,
  size: Size = usualSize,
  theme?: ThemeOptions,
  players?: readonly HostedPlayer[],
  notice?: string,
) {
  return hostJoinedBy([command], shown, size, theme, players, notice);
}

/** The same, in a game that can be joined by these commands. */
export function hostJoinedBy(
  commands: readonly JoinCommand[],
  shown: Stage,
  size: Size = usualSize,
  theme?: ThemeOptions,
  players?: readonly HostedPlayer[],
  notice?: string,
) {
  const joining = { commands, pin: '482913' };
  const seat = new FakeHostSeat(shown, players);
  const outcomes: HostOutcome[] = [];
  const finish = (outcome: HostOutcome) => outcomes.push(outcome);
  const app = <HostApp {...{ seat, joining, notice, finish }} title="HTTP and WebSockets" />;
  return { seat, outcomes, ...draw(app, size, theme) };
}

/** Ada in the game, third with 4 840 points. */
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
  const details = { address: '192.168.1.20', pin: '482913', name: 'Ada' };
  const nameSeed = 'seed';
  return {
    seat,
    outcomes,
    ...draw(<PlayerApp {...{ details, nameSeed, advance, finish }} connect={() => seat} />, size, theme),
  };
}
