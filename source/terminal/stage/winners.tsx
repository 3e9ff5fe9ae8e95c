import { Box, Text } from 'ink';
import type { Award } from '../../view/awards.ts';
import type { Size } from '../hooks/use-size.ts';
import { useKeyPresses } from '../hooks/use-key-presses.ts';
import { useLatestState } from '../hooks/use-latest-state.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { scrollOf } from '../keys.ts';
import { NameCloud } from './name-cloud.tsx';
import { LABEL_ROWS, PodiumSteps, STEP_HEIGHTS } from './podium-steps.tsx';
import { StandingsTable } from './standings-table.tsx';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { firstThatFits, gapFor } from '../ui/layout.ts';
import { formatNumber, pluralize } from '../../text/numbers.ts';
import { fit } from '../../text/width.ts';
import type { PodiumStage, Stage } from '../../view/stage.ts';
import {
  type PodiumProgress,
  awardLabels,
  hasPoints,
  isPlaceShown,
  meritOf,
  winnersOf,
} from '../../words/podium.ts';
import type { StandingsRow } from '../../words/result.ts';

interface WinnersProps {
  readonly stage: Extract<Stage, PodiumStage>;
  readonly progress: PodiumProgress;
  readonly own: string | undefined;
  readonly ownTeam: string | null;
  /** Whether to reserve the rows of the parts below the podium from the start. */
  readonly reservesRest: boolean;
  readonly size: Size;
}

/** The podium, and below it the other ranks beside the awards, or below them on a narrow screen. */
export function Winners({ stage, progress, own, ownTeam, reservesRest, size }: WinnersProps) {
  const { top, teams, players, awards } = stage;
  const { columns, rows } = size;
  const ranked = teams ?? top;
  if (top.length === 0) return null;
  if (!hasPoints(ranked)) {
    const room = rows - (awards.length > 0 ? awards.length + 1 : 0);
    return (
      <>
        <NameCloud
          names={top.map(({ name }) => name).toReversed()}
          total={players}
          size={{ columns, rows: room }}
        />
        {room > 1 && <Awards {...{ awards }} columns={Math.min(columns, MAX_COLUMNS)} />}
      </>
    );
  }
  const layout = layOut(stage, size, progress.isOver || reservesRest);
  const ownRanked = teams ? (ownTeam ?? undefined) : own;
  if (layout.tallest === 0) {
    const first = ranked.findIndex((_, index) => isPlaceShown(index, progress));
    return (
      <Box height={rows} paddingTop={Math.max(0, first)} overflow="hidden" flexShrink={0}>
        <StandingsTable
          standings={first < 0 ? [] : ranked.filter((_, index) => isPlaceShown(index, progress))}
          own={ownRanked}
          size={{ columns: Math.min(columns, MAX_COLUMNS), rows }}
          changes={false}
        />
      </Box>
    );
  }
  return (
    <Box flexDirection="column" alignItems="center" rowGap={layout.gap} flexShrink={0}>
      <PodiumSteps {...{ ranked, progress, columns }} own={ownRanked} tallest={layout.tallest} />
      {layout.rest > 0 && (
        <Box height={layout.rest} flexShrink={0} overflow="hidden">
          {progress.isOver && layout.height > layout.rest && (
            <ScrolledRest {...{ stage, own, ownTeam, layout }} />
          )}
          {progress.isOver && layout.height <= layout.rest && <Rest {...{ stage, own, ownTeam, layout }} />}
        </Box>
      )}
    </Box>
  );
}

/** Whether the podium is as high in the end as it could be at first. Then it need not move. */
export function keepsHeight(stage: PodiumStage, atFirst: Size, inTheEnd: Size): boolean {
  return layOut(stage, atFirst, false).tallest === layOut(stage, inTheEnd, true).tallest;
}

/** In wider tables, it is hard to follow a row from the name to the score. */
const MAX_COLUMNS = 60;
const COLUMNS_FOR_BOTH = 76;
const GAP = 4;

interface PodiumLayout {
  /** The height of the first step; 0 without room for a podium. */
  readonly tallest: number;
  /** The rows below the podium, and the empty rows before them. */
  readonly rest: number;
  readonly gap: number;
  /** The rows that the parts below the podium need. If there are fewer, they scroll. */
  readonly height: number;
  /** Whether each award has two rows, with more room for names. */
  readonly areTall: boolean;
  /** The width of each part below the podium. */
  readonly columns: number;
  /** Whether the awards are beside the other ranks. */
  readonly areBeside: boolean;
}

/** Divides the rows: the podium may have all of them at first, and makes room for the parts below it in the end. */
function layOut(stage: PodiumStage, { columns, rows }: Size, isOver: boolean): PodiumLayout {
  const awards = isOver ? stage.awards : [];
  const table = isOver ? rowsBelow(stage) : 0;
  const areBeside = columns >= COLUMNS_FOR_BOTH && awards.length > 0 && table > 0;
  const wanted = areBeside ? Math.max(table, awards.length * 2) : table + awards.length;
  const gap = gapFor(rows + 2);
  const isRace = (stage.teams ?? stage.top).length > 1;
  const roomFor = (height: number) => rows - height - LABEL_ROWS - (wanted > 0 ? gap : 0);
  const needed = Math.min(wanted, Math.max(0, roomFor(rows < ROWS_FOR_LEAST ? LOWEST : LEAST_HEIGHT)));
  const tallest = STEP_HEIGHTS.find((height) => roomFor(height) >= needed) ?? 0;
  const rest = Math.min(wanted, Math.max(0, roomFor(tallest)));
  const areTall = areBeside || rest < wanted;
  return {
    tallest: isRace && columns >= MIN_COLUMNS ? tallest : 0,
    rest,
    gap,
    height: areTall && !areBeside ? table + awards.length * 2 : wanted,
    areTall,
    columns: areBeside
      ? Math.min(MAX_COLUMNS, Math.floor((columns - GAP) / 2))
      : Math.min(columns, MAX_COLUMNS),
    areBeside,
  };
}

const MIN_COLUMNS = 36;

/** Below this height, the first step does not shrink in favour of other parts, except on a low screen. */
const LEAST_HEIGHT = 6;
const LOWEST = 4;
const ROWS_FOR_LEAST = 12;

/** Moves a line past the ranks of the table above it. */
const INDENT = '    ';

/** The rows of the ranks below the podium: those after the first three and, in a game with teams, the players. */
function rowsBelow({ top, teams, more }: PodiumStage): number {
  const tied = more > 0 ? 1 : 0;
  if (!teams) return Math.max(0, top.length - 3) + tied;
  return Math.max(0, teams.length - 3) + 1 + top.length + tied;
}

interface RestProps extends Pick<WinnersProps, 'stage' | 'own' | 'ownTeam'> {
  readonly layout: PodiumLayout;
}

/** Everybody who is not on the podium, and the awards. */
function Rest({ stage, own, ownTeam, layout }: RestProps) {
  const { styles } = useTheme();
  const { top, teams, more, awards } = stage;
  const { columns, areBeside, areTall } = layout;
  const below: readonly StandingsRow[] = (teams ?? top).slice(3);
  const tied = `and ${formatNumber(more)} more`;
  const score = pluralize(top.at(-1)?.score ?? 0, 'point');
  return (
    <Box columnGap={GAP} flexDirection={areBeside ? 'row' : 'column-reverse'} flexShrink={0}>
      <Box flexDirection="column" flexShrink={0}>
        <StandingsTable
          standings={below}
          own={teams ? (ownTeam ?? undefined) : own}
          size={{ columns, rows: below.length }}
          changes={false}
        />
        {teams && (
          <>
            <Text {...styles.strong}>{`${INDENT}Players`}</Text>
            <StandingsTable standings={top} own={own} size={{ columns, rows: top.length }} changes={false} />
          </>
        )}
        {more > 0 && (
          <TruncatedText columns={columns} style={styles.faint}>
            {INDENT + firstThatFits([`${tied} with ${score}`, tied], columns - INDENT.length)}
          </TruncatedText>
        )}
      </Box>
      <Awards awards={awards} isTall={areTall} columns={columns} />
    </Box>
  );
}

/** The same, scrolled page by page where it does not fit. */
function ScrolledRest(props: RestProps) {
  const { styles } = useTheme();
  const { rest, height, columns } = props.layout;
  const last = height - rest;
  const top = useLatestState(() => 0);
  useKeyPresses((keyPress) => {
    const pages = scrollOf(keyPress, true) ?? 0;
    if (pages !== 0) top.set(Math.max(0, Math.min(last, Math.min(top.latest(), last) + pages * rest)));
  });
  const first = Math.min(top.value, last);
  const range = `${first + 1}-${first + rest}/${height}`;
  const { areBeside } = props.layout;
  const room = (areBeside ? 2 * columns + GAP : columns) - MARK_COLUMNS;
  const layout = { ...props.layout, columns: areBeside ? Math.floor((room - GAP) / 2) : room };
  return (
    <>
      <Box flexDirection="column" width={room} height={rest} flexShrink={0} overflow="hidden">
        <Box flexDirection="column" marginTop={-first} flexShrink={0}>
          <Rest {...props} layout={layout} />
        </Box>
      </Box>
      <Box flexDirection="column" alignItems="flex-end" width={MARK_COLUMNS} flexShrink={0}>
        <Text {...styles.key}>{' [ ] '}</Text>
        {rest > 1 && <Text {...styles.faint}>{range}</Text>}
      </Box>
    </>
  );
}

/** The width of the keys that scroll, and of the range below them. */
const MARK_COLUMNS = 9;

interface AwardsProps {
  readonly awards: readonly Award[];
  /** Whether each award has two rows, with more room for names. */
  readonly isTall?: boolean;
  readonly columns: number;
}

/** Who earned each award, and how. */
function Awards({ awards, isTall = false, columns }: AwardsProps) {
  const { styles, symbols } = useTheme();
  const room = columns - LABEL_COLUMNS;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {awards.map((award) =>
        isTall ? (
          <Box key={award.type} flexDirection="column">
            <Box>
              <Text {...styles.accent}>{`${symbols.star} ${awardLabels[award.type]}`}</Text>
              <Text>{` ${symbols.dot} ${meritOf(award)}`}</Text>
            </Box>
            <TruncatedText columns={columns} style={styles.strong}>
              {`  ${winnersOf(award)}`}
            </TruncatedText>
          </Box>
        ) : (
          <Box key={award.type} height={1}>
            <Text {...styles.accent}>{fit(`${symbols.star} ${awardLabels[award.type]}`, LABEL_COLUMNS)}</Text>
            <TruncatedText
              columns={room}
            >{`${meritOf(award)} ${symbols.dot} ${winnersOf(award)}`}</TruncatedText>
          </Box>
        ),
      )}
    </Box>
  );
}

const LABEL_COLUMNS = 18;
