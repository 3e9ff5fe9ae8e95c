import { Box, Text } from 'ink';
import { useState } from 'react';
import { useMotion } from '../hooks/use-motion.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type OptionLook, type TextStyle, type Theme, looksOfTeams } from '../theme.ts';
import { fit, truncate, widthOf } from '../../text/width.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { LobbyStage } from '../../view/stage.ts';

interface NameCloudProps {
  /** The newest first. Names that do not fit are counted. */
  readonly names: readonly string[];
  /** The number of players, which may be greater than the number of names. */
  readonly total: number;
  readonly size: Size;
}

/** Names side by side, in the order of joining, in as many rows as fit. New ones appear one by one. */
export function NameCloud({ names, total, size }: NameCloudProps) {
  const { styles, symbols } = useTheme();
  const arrivals = useArrivals(names);
  const { columns, rows } = size;
  if (rows <= 0) return null;
  const fitsAll = names.length === total && flow(names, columns, symbols.ellipsis).length <= rows;
  const lines = newestLines(names, { columns, rows: fitsAll ? rows : rows - 1 }, symbols.ellipsis);
  const hidden = total - lines.flat().length;
  const gap = 2 * (lines.length + (hidden > 0 ? 1 : 0)) <= rows ? 1 : 0;
  return (
    <Box flexDirection="column" alignItems="center" rowGap={gap} flexShrink={0}>
      <Names {...{ lines, arrivals, gap }} isCentred />
      {hidden > 0 && <Text {...styles.faint}>{`and ${formatNumber(hidden)} more`}</Text>}
    </Box>
  );
}

interface LobbyNamesProps {
  readonly stage: LobbyStage & { readonly players: number };
  readonly size: Size;
}

/** The names of the players in the lobby, by team if there are teams. */
export function LobbyNames({ stage, size }: LobbyNamesProps) {
  const { names, teams, players } = stage;
  if (size.rows <= 0) return null;
  if (teams) return <TeamColumns {...{ names, teams, size }} />;
  return <NameCloud names={names.map(({ name }) => name)} total={players} size={size} />;
}

/** How new names appear: not yet, or marked as new. */
type Arrivals = ReadonlyMap<string, 'hidden' | 'new'>;

interface SeenNames {
  readonly key: string;
  readonly names: readonly string[];
  /** Those that were not there before, in the order of joining. */
  readonly fresh: readonly string[];
}

/** The names that have joined since the previous render, while they appear one after the other. */
function useArrivals(names: readonly string[]): Arrivals {
  const key = names.join('\n');
  const [seen, setSeen] = useState<SeenNames>({ key, names, fresh: [] });
  if (seen.key !== key) {
    const before = new Set(seen.names);
    setSeen({ key, names, fresh: names.filter((name) => !before.has(name)).toReversed() });
  }
  // When many players join at once, their names appear at once: each step of an animation would draw all of them again.
  const fresh = seen.fresh.length <= MAX_ONE_BY_ONE ? seen.fresh : [];
  const durationMs = Math.min(MAX_ARRIVAL_MS, SHOWN_AS_NEW_MS + fresh.length * ARRIVAL_MS);
  const elapsedMs = useMotion(durationMs, fresh.length > 0 ? key : null) * durationMs;
  if (elapsedMs >= durationMs) return new Map();
  // Each step draws a line again. When many join at once, a few appear together.
  const steps = Math.min(fresh.length, MAX_STEPS);
  const stepMs = (durationMs - SHOWN_AS_NEW_MS) / steps;
  const appearsAt = (index: number) => Math.floor((index * steps) / fresh.length) * stepMs;
  return new Map(fresh.map((name, index) => [name, elapsedMs < appearsAt(index) ? 'hidden' : 'new']));
}

/** In milliseconds. */
const MAX_ARRIVAL_MS = 1000;
const ARRIVAL_MS = 120;
const SHOWN_AS_NEW_MS = 500;

const MAX_STEPS = 4;

const MAX_ONE_BY_ONE = 8;

interface NamesProps {
  readonly lines: readonly (readonly ShownName[])[];
  readonly arrivals: Arrivals;
  readonly isCentred?: boolean;
  /** Empty rows between the lines. */
  readonly gap?: number;
}

/** Lines of names, each name in a colour of its own. */
function Names({ lines, arrivals, isCentred = false, gap = 0 }: NamesProps) {
  const { styles, options } = useTheme();
  return (
    <Box flexDirection="column" alignItems={isCentred ? 'center' : 'flex-start'} rowGap={gap} flexShrink={0}>
      {lines.map((line, row) => (
        <Box key={row} columnGap={NAME_GAP} flexShrink={0}>
          {line.map(({ name, text }, column) => {
            const arrival = arrivals.get(name);
            const style = nameStyle(options[colorIndexOf(name, options.length)], styles, arrival === 'new');
            return (
              <Text key={column} {...style}>
                {arrival === 'hidden' ? ' '.repeat(widthOf(text)) : text}
              </Text>
            );
          })}
        </Box>
      ))}
    </Box>
  );
}

/** The style of a name. Where text has no colours, its background may have one. */
function nameStyle(look: OptionLook | undefined, { selected }: Theme['styles'], isNew: boolean): TextStyle {
  const { bar = {}, tile = {} } = look ?? {};
  if (bar.color === undefined) return isNew ? selected : tile;
  return isNew ? tile : { ...bar, bold: true };
}

/** The index of a name's colour, always the same. */
function colorIndexOf(name: string, colors: number): number {
  return (
    Array.from(name).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7) % colors
  );
}

interface ShownName {
  readonly name: string;
  /** With a space on each side, and cut if it is too long. */
  readonly text: string;
}

/** Arranges the newest names that fit, in the order of joining. */
function newestLines(names: readonly string[], { columns, rows }: Size, ellipsis: string): ShownName[][] {
  const shown = flow(names, columns, ellipsis).slice(0, Math.max(0, rows)).flat();
  const inOrder = shown.map(({ name }) => name).toReversed();
  return flow(inOrder, columns, ellipsis);
}

function flow(names: readonly string[], columns: number, ellipsis: string): ShownName[][] {
  const lines: ShownName[][] = [];
  let left = 0;
  for (const name of names) {
    const text = ` ${truncate(name, Math.max(1, columns - 2), ellipsis)} `;
    const needed = NAME_GAP + widthOf(text);
    const line = lines.at(-1);
    if (line && needed <= left) {
      line.push({ name, text });
      left -= needed;
    } else {
      lines.push([{ name, text }]);
      left = columns - widthOf(text);
    }
  }
  return lines;
}

/** The space between two names, besides the one that each has on both sides. */
const NAME_GAP = 1;

interface TeamColumnsProps extends Required<Pick<LobbyStage, 'names' | 'teams'>> {
  readonly size: Size;
}

/** The teams side by side, each with its players below it. */
function TeamColumns({ names, teams, size }: TeamColumnsProps) {
  const arrivals = useArrivals(names.map(({ name }) => name));
  const theme = useTheme();
  const { symbols } = theme;
  const looks = looksOfTeams(
    theme,
    teams.map(({ name }) => name),
  );
  const comfortable = Math.floor((size.columns + TEAM_GAP) / (TEAM_WIDTH + TEAM_GAP));
  const perBand = Math.min(teams.length, Math.max(comfortable, Math.ceil(teams.length / size.rows)));
  const bandCount = Math.ceil(teams.length / perBand);
  const columns = Math.min(MAX_TEAM_WIDTH, Math.floor((size.columns + TEAM_GAP) / perBand) - TEAM_GAP);
  const bandRows = Math.max(1, Math.floor(size.rows / bandCount));
  const gap = bandRows >= ROWS_FOR_TEAM_GAP && bandCount > 1 ? 1 : 0;
  const bands = Array.from({ length: bandCount }, (_, band) =>
    teams.slice(band * perBand, (band + 1) * perBand),
  );
  return (
    <Box flexDirection="column" alignItems="center" rowGap={gap} height={size.rows} overflow="hidden">
      {bands.map((band, row) => (
        <Box key={row} columnGap={TEAM_GAP} flexShrink={0}>
          {band.map(({ name, players }, column) => {
            const count = ` ${formatNumber(players)} `;
            const members = names.flatMap((each) => (each.team === name ? [each.name] : []));
            return (
              // By its place: a hostile host may give two teams the same name.
              <Box key={column} flexDirection="column" width={columns} flexShrink={0}>
                <Text {...looks[row * perBand + column]?.tile}>
                  {fit(` ${name}`, columns - widthOf(count), symbols.ellipsis) + count}
                </Text>
                {bandRows - gap > 1 && (
                  <Names
                    lines={newestLines(members, { columns, rows: bandRows - gap - 1 }, symbols.ellipsis)}
                    arrivals={arrivals}
                  />
                )}
              </Box>
            );
          })}
        </Box>
      ))}
    </Box>
  );
}

const TEAM_GAP = 2;
const TEAM_WIDTH = 16;
const MAX_TEAM_WIDTH = 40;
const ROWS_FOR_TEAM_GAP = 4;
