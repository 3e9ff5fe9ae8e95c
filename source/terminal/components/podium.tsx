import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { fitCentre, formatNumber, truncate } from '../text.ts';
import { type Place, Standings } from './standings.tsx';

interface PodiumProps {
  readonly top: readonly Place[];
  readonly own?: string | undefined;
  readonly size: Size;
}

/** The first three on a podium, where there is room for one, and the others below. */
export function Podium({ top, own, size }: PodiumProps) {
  const blocks = blockHeight(size);
  if (blocks === 0 || top.length < 2) return <Standings top={top} own={own} size={size} changes={false} />;
  const width = Math.min(MAXIMUM_WIDTH, Math.floor((size.columns - 2 * GAP) / 3));
  const [first, second, third, ...others] = top;
  const restRows = size.rows - blocks - LABEL_ROWS - 1;
  return (
    <Box flexDirection="column" rowGap={1} flexShrink={0}>
      <Box justifyContent="center" alignItems="flex-end" columnGap={GAP} height={blocks + LABEL_ROWS}>
        {[second, first, third].map((standing, place) => (
          <Step key={place} {...{ standing, width, blocks }} isOwn={standing?.name === own} />
        ))}
      </Box>
      {restRows > 0 && others.length > 0 && (
        <Standings top={others} own={own} size={{ columns: size.columns, rows: restRows }} changes={false} />
      )}
    </Box>
  );
}

/** The height of the first place's block; 0 where there is no room for a podium. */
function blockHeight({ columns, rows }: Size): number {
  if (columns < 36 || rows < 11) return 0;
  if (rows >= 32) return 12;
  return rows >= 18 ? 8 : 6;
}

const GAP = 2;
const LABEL_ROWS = 2;
const MAXIMUM_WIDTH = 26;

interface StepProps {
  readonly standing: Place | undefined;
  readonly width: number;
  readonly blocks: number;
  readonly isOwn: boolean;
}

function Step({ standing, width, blocks, isOwn }: StepProps) {
  const { styles, symbols, medals, color } = useTheme();
  if (!standing) return <Box width={width} />;
  const { rank, name, score } = standing;
  const height = Math.max(2, Math.round((blocks * (4 - Math.min(3, rank))) / 3));
  const label = isOwn ? `${symbols.pointer} ${name}` : name;
  const fill = color ? ' ' : symbols.full;
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <Text {...(isOwn ? styles.selected : styles.strong)}>
        {fitCentre(truncate(label, width, symbols.ellipsis), width)}
      </Text>
      <Text>{fitCentre(formatNumber(score), width)}</Text>
      {Array.from({ length: height }, (_, row) => (
        <Text key={row} {...(medals[Math.min(3, rank) - 1] ?? {})}>
          {row === 1 ? blockLabel(String(rank), width, fill) : fill.repeat(width)}
        </Text>
      ))}
    </Box>
  );
}

function blockLabel(rank: string, width: number, fill: string): string {
  const text = ` ${rank} `;
  const left = Math.floor((width - text.length) / 2);
  return fill.repeat(left) + text + fill.repeat(Math.max(0, width - left - text.length));
}
