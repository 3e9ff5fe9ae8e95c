import { Box, Text } from 'ink';
import type { RevealStage } from '../../view/stage.ts';
import type { You } from '../../view/you.ts';
import { RevealBody } from '../components/reveal-body.tsx';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { indexOf } from '../options.ts';
import { formatNumber, truncate } from '../text.ts';
import type { Theme } from '../theme.ts';
import { whereYouAre } from './where-you-are.ts';

interface RevealProps {
  readonly stage: RevealStage & { readonly players: number };
  readonly you: You | null;
  readonly size: Size;
}

/** Right or wrong, what it brought, and what was right. */
export function Reveal({ stage, you, size }: RevealProps) {
  const theme = useTheme();
  const { columns, rows } = size;
  const isCurrent = you?.question === stage.question.index;
  const own = isCurrent ? indexOf(you.result?.answer ?? you.answer) : -1;
  const gap = rows >= 16 ? 1 : 0;
  return (
    <Box height={rows} flexDirection="column">
      <Box flexDirection="column" flexShrink={0} paddingTop={gap}>
        {isCurrent && <Verdict theme={theme} you={you} own={own} />}
        <Text wrap="truncate-end">
          {truncate(whereYouAre(you, stage.players), columns, theme.symbols.ellipsis)}
        </Text>
      </Box>
      <RevealBody stage={stage} own={own} size={{ columns, rows: rows - 2 - gap }} />
    </Box>
  );
}

interface VerdictProps {
  readonly theme: Theme;
  readonly you: You;
  readonly own: number;
}

function Verdict({ theme, you, own }: VerdictProps) {
  const { styles, symbols } = theme;
  const { result, streak } = you;
  if (!result) return <Text> </Text>;
  const { correct, points, streakBonus } = result;
  const [verdict, style] = correct
    ? [`${symbols.right} Right`, styles.goodBadge]
    : own < 0
      ? [`${symbols.dash} No answer`, styles.noticeBadge]
      : [`${symbols.wrong} Wrong`, styles.badBadge];
  const earned = points > 0 ? `+${formatNumber(points)}` : '';
  const bonus = streakBonus > 0 ? `+${formatNumber(streakBonus)} for ${streak} in a row` : '';
  return (
    <Box columnGap={2} height={1} overflow="hidden">
      <Text {...style}>{` ${verdict} `}</Text>
      <Text {...styles.strong} wrap="truncate-end">
        {[earned, bonus].filter(Boolean).join('  ')}
      </Text>
    </Box>
  );
}
