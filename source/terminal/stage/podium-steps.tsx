import { Box, Text } from 'ink';
import { useState } from 'react';
import { easeOut, useMotion } from '../hooks/use-motion.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { BlockLine } from '../ui/bar.tsx';
import { type Scale, bigLines, rowsOf } from '../ui/big-text.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fitCenter, truncate } from '../../text/width.ts';
import { type PodiumProgress, isPlaceShown } from '../../words/podium.ts';
import type { StandingsRow } from '../../words/result.ts';

/** The rows for the name and the score above each step. */
export const LABEL_ROWS = 2;

/** The possible heights of the first step, from the highest down. */
export const STEP_HEIGHTS = [22, 18, 16, 14, 12, 10, 8, 6, 4] as const;

const GAP = 2;
const MAX_WIDTH = 34;

/** How long a step takes to rise, in milliseconds. */
const RISE_MS = 1000;

interface PodiumStepsProps {
  /** The teams or the players, best first. */
  readonly ranked: readonly StandingsRow[];
  readonly progress: PodiumProgress;
  /** The name to highlight. */
  readonly own?: string | undefined;
  readonly columns: number;
  /** The height of the first step. */
  readonly tallest: number;
}

/** The first three on the steps of a podium. A step rises when its place is shown. */
export function PodiumSteps({ ranked, progress, own, columns, tallest }: PodiumStepsProps) {
  const width = Math.min(MAX_WIDTH, Math.floor((columns - 2 * GAP) / 3));
  return (
    <Box
      justifyContent="center"
      alignItems="flex-end"
      columnGap={GAP}
      height={tallest + LABEL_ROWS}
      flexShrink={0}
    >
      {LEFT_TO_RIGHT.map((index) => {
        const standing = ranked[index];
        return (
          standing && (
            <Step
              key={index}
              isShown={isPlaceShown(index, progress)}
              isOwn={standing.name === own}
              {...{ standing, width, tallest }}
            />
          )
        );
      })}
    </Box>
  );
}

/** The first place stands between the second and the third. */
const LEFT_TO_RIGHT = [1, 0, 2];

interface StepProps {
  readonly standing: StandingsRow;
  readonly isShown: boolean;
  readonly isOwn: boolean;
  readonly width: number;
  readonly tallest: number;
}

function Step({ standing, isShown, isOwn, width, tallest }: StepProps) {
  const { styles, symbols, medals, ascii } = useTheme();
  const [wasShown] = useState(isShown);
  const risen = useMotion(RISE_MS, isShown);
  const { rank, name, score } = standing;
  const step = Math.min(3, rank) - 1;
  const progress = !isShown ? 0 : wasShown ? 1 : easeOut(risen);
  const height = Math.max(1, Math.round(heightOf(step, tallest) * progress));
  // The name and the rank come last: whatever rises with a step costs output in every frame.
  const isRisen = progress === 1;
  const label = isOwn ? `${symbols.pointer} ${name}` : name;
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {isRisen && (
        <>
          <Text {...(isOwn ? styles.selected : styles.strong)}>
            {fitCenter(truncate(label, width, symbols.ellipsis), width)}
          </Text>
          <Text>{fitCenter(formatNumber(score), width)}</Text>
        </>
      )}
      {stepLines({ rank, width, height, lowest: heightOf(2, tallest), isRisen, ascii }).map((line, row) => (
        <BlockLine key={row} style={medals[step] ?? {}}>
          {line}
        </BlockLine>
      ))}
    </Box>
  );
}

function heightOf(step: number, tallest: number): number {
  return Math.round(tallest * (RELATIVE_HEIGHTS[step] ?? 1));
}

/** The heights of the three steps, relative to the first. */
const RELATIVE_HEIGHTS = [1, 0.7, 0.5];

/** The scale of a rank on a step of this height, with an empty row above and below it if there is room. */
function scaleIn(height: number, ascii: boolean): Scale {
  const scales: readonly Scale[] = ['huge', 'large', 'normal'];
  const roomy = scales.find((scale) => height >= rowsOf(scale) + 2);
  if (roomy !== undefined) return roomy;
  return height >= rowsOf('compact') && !ascii ? 'compact' : 'plain';
}

interface StepSize {
  readonly rank: number;
  readonly width: number;
  readonly height: number;
  /** The height of the third step, which decides the size of the digits. */
  readonly lowest: number;
  readonly isRisen: boolean;
  readonly ascii: boolean;
}

/** The lines of a step with the rank on it once it has risen, in large digits if they fit. */
function stepLines({ rank, width, height, lowest, isRisen, ascii }: StepSize): string[] {
  const whileRising = height === 1 ? [` ${rank} `] : [];
  const digits = isRisen ? bigLines(String(rank), scaleIn(lowest, ascii)) : whileRising;
  const first = digits.length > 1 && height > digits.length ? 1 : 0;
  return Array.from({ length: height }, (_, row) => {
    const digit = digits[row - first] ?? '';
    const left = Math.max(0, Math.floor((width - digit.length) / 2));
    return ' '.repeat(left) + digit + ' '.repeat(Math.max(0, width - left - digit.length));
  });
}
