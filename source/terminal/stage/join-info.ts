import { formatNumber, pluralize } from '../../text/numbers.ts';
import { widthOf } from '../../text/width.ts';
import type { Stage } from '../../view/stage.ts';
import { isNarrow } from '../ui/layout.ts';

/** How to join the game. */
export interface JoinInfo {
  /** At least one; the best first. */
  readonly commands: readonly JoinCommand[];
  readonly pin: string;
  /** Whether players are shown the page first: `npx termquiz` may not exist in their registry if the host runs from a clone. */
  readonly isPageFirst: boolean;
}

/** How to join by one address. */
export interface JoinCommand {
  /** The exact command to type. */
  readonly command: string;
  /** The address in it. */
  readonly address: string;
  /** The network that it works from: `eth0`, `wg0, VPN`. Empty if unknown. */
  readonly network: string;
  /** The URL of the page, with the PIN; null if the game has no page. */
  readonly page: string | null;
  /** The command that runs the host's own package; null unless the host serves it. */
  readonly packageCommand: string | null;
}

/** A way to join, as a box shows it. */
export interface JoinWay {
  readonly type: 'command' | 'page';
  /** What to type. */
  readonly text: string;
  /** The part to draw large. */
  readonly address: string;
}

/** Returns the ways to join by the best address, in the order in which to show them. */
export function waysToJoin({ commands, isPageFirst }: JoinInfo): readonly [JoinWay, JoinWay | null] {
  const { command = '', address = '', page = null } = commands[0] ?? {};
  const inTerminal: JoinWay = { type: 'command', text: command, address };
  if (page === null) return [inTerminal, null];
  const [, host = ''] = /^https?:\/\/(.*)\/#/u.exec(page) ?? [];
  const onPage: JoinWay = { type: 'page', text: page, address: host };
  return isPageFirst ? [onPage, inTerminal] : [inTerminal, onPage];
}

/** Returns all ways to join by the best address, as lines for a screen reader. */
export function spokenWays(joining: JoinInfo): string[] {
  return waysToJoin(joining).flatMap((way, index) => {
    if (!way) return [];
    const label = way.type === 'page' ? 'from a phone or any browser' : 'from a terminal';
    return [`${index === 0 ? 'To join' : 'Or'} ${label}: ${way.text}`];
  });
}

/** Returns a command or a URL, without its PIN if it would not fit otherwise: players are asked for a missing PIN. */
export function fittingWay(text: string, pin: string, columns: number): string {
  return widthOf(text) <= columns ? text : text.replace(new RegExp(`(?: |/#)${pin}$`, 'u'), '');
}

/** The number of players, and after the lobby how latecomers can join, such as the PIN; null if they cannot. */
export function gameStatus(
  { players, connected, phase }: Stage,
  entry: string | null,
  columns: number,
): string {
  const away = players - connected;
  const parts = [
    pluralize(players, 'player'),
    ...(away > 0 && !isNarrow(columns) ? [`${formatNumber(away)} away`] : []),
    ...(phase === 'lobby' || phase === 'podium' || entry === null ? [] : [entry]),
  ];
  return parts.join('   ');
}
