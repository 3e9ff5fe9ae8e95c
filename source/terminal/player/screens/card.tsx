import { Box, Text } from 'ink';
import { easeOut, useMotion } from '../../hooks/use-motion.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { Confetti } from '../../stage/confetti.tsx';
import type { TextStyle } from '../../theme.ts';
import { BigText, rowsOf, scaleFor } from '../../ui/big-text.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { firstThatFits } from '../../ui/layout.ts';
import { formatNumber, pluralize } from '../../../text/numbers.ts';
import { fitCenter, truncate } from '../../../text/width.ts';
import type { PodiumStage, Stage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';
import {
  MISSED_GAME,
  awardLabels,
  cardFigures,
  cardHeading,
  meritOf,
  missedGame,
} from '../../../words/podium.ts';
import { displayedRank } from '../../../words/result.ts';

interface CardProps {
  readonly stage: Extract<Stage, PodiumStage>;
  readonly you: You | null;
  readonly name: string;
  readonly team: string | null;
  /** Says that the game has ended; undefined before. */
  readonly note: string | undefined;
  readonly size: Size;
}

/** The player's own result: rank and points, correct answers, best streak, fastest answer, and awards. */
export function Card({ stage, you, name, team, note, size }: CardProps) {
  const { styles, symbols, medals, ascii } = useTheme();
  const rank = displayedRank(you);
  const isMissed = missedGame(stage, you);
  const isRanked = rank !== null && stage.players > 1 && !isMissed;
  const medal = isRanked ? medals[rank - 1] : undefined;
  const awards = stage.awards.filter(({ names }) => names.includes(name));
  const rows = size.rows - (note === undefined ? 0 : 1);
  const isFramed = rows >= ROWS_FOR_FRAME && size.columns >= MIN_FRAME_COLUMNS;
  const columns = isFramed ? Math.min(size.columns, MAX_COLUMNS) - 2 * FRAME_COLUMNS : size.columns;
  const gap = isFramed ? 1 : 0;
  const score = you?.score ?? 0;
  const otherRows = 5 + awards.length + (isFramed ? 2 + 3 * gap : 0) + (awards.length > 0 ? gap : 0);
  const scale = scaleFor(formatNumber(score).replaceAll(',', ''), { columns, rows: rows - otherRows }, ascii);
  return (
    <Box width={size.columns} height={size.rows} flexShrink={0}>
      {medal && <Confetti size={size} />}
      <Box width={size.columns} flexDirection="column">
        <Centred rows={size.rows} horizontally>
          <Box
            {...(isFramed && { borderStyle: ascii ? 'classic' : 'round', borderDimColor: true, paddingX: 2 })}
            flexDirection="column"
            alignItems="center"
            rowGap={gap}
            flexShrink={0}
          >
            <Box flexDirection="column" alignItems="center">
              <Text {...styles.strong}>
                {fitCenter(truncate(nameAndTeam(name, team), columns, symbols.ellipsis), columns)}
              </Text>
              <Text {...(medal ?? styles.accent)}>
                {` ${isMissed ? MISSED_GAME.heading : cardHeading(you, stage.players)} `}
              </Text>
            </Box>
            {score > 0 && <Score {...{ score, scale }} style={styles.accent} />}
            {isMissed ? (
              <WrappedText columns={columns} isCentred>
                {MISSED_GAME.outlook}
              </WrappedText>
            ) : (
              <Stats you={you} columns={columns} />
            )}
            {awards.length > 0 && (
              <Box flexDirection="column">
                {awards.map((award) => (
                  <TruncatedText key={award.type} columns={columns} style={styles.accent}>
                    {`${symbols.star} ${awardLabels[award.type]} ${symbols.dot} ${meritOf(award)}`}
                  </TruncatedText>
                ))}
              </Box>
            )}
          </Box>
          {note !== undefined && <TruncatedText columns={size.columns}>{note}</TruncatedText>}
        </Centred>
      </Box>
    </Box>
  );
}

const ROWS_FOR_FRAME = 14;
const MIN_FRAME_COLUMNS = 50;
const MAX_COLUMNS = 64;
const FRAME_COLUMNS = 3;

function nameAndTeam(name: string, team: string | null): string {
  return team === null ? name : `${name} (${team})`;
}

interface ScoreProps {
  readonly score: number;
  readonly scale: ReturnType<typeof scaleFor>;
  readonly style: TextStyle;
}

/** How long the points count up, in milliseconds. */
const COUNT_MS = 900;

/** The points, which count up. */
function Score({ score, scale, style }: ScoreProps) {
  const shown = Math.round(score * easeOut(useMotion(COUNT_MS, score)));
  if (scale === 'plain') return <Text {...style}>{pluralize(shown, 'point')}</Text>;
  return (
    <Box flexDirection="column" alignItems="center" height={rowsOf(scale) + 1}>
      <BigText text={String(shown)} scale={scale} style={style} />
      <Text {...style}>points</Text>
    </Box>
  );
}

/** Three numbers, with what they mean below them. */
function Stats({ you, columns }: { readonly you: You | null; readonly columns: number }) {
  const { styles, symbols } = useTheme();
  const figures = cardFigures(you?.summary, symbols.dash);
  const width = Math.floor(columns / figures.length);
  return (
    <Box>
      {figures.map(({ value, meanings }) => (
        <Box key={meanings[0]} flexDirection="column" width={width}>
          <Text {...styles.strong}>{fitCenter(value, width)}</Text>
          <Text>{fitCenter(firstThatFits(meanings, width), width)}</Text>
        </Box>
      ))}
    </Box>
  );
}
