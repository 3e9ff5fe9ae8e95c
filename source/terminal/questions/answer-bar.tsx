import { Text } from 'ink';
import { easeOut, inSteps, useMotion } from '../hooks/use-motion.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { TextStyle } from '../theme.ts';
import { BlockLine } from '../ui/bar.tsx';
import { fitEnd, widthOf } from '../../text/width.ts';
import { countLabels } from '../../words/result.ts';

interface AnswerBarProps {
  readonly count: number;
  /** How many players answered the question. */
  readonly answered: number;
  /** The greatest count, so that the labels of all bars are equally wide. */
  readonly most: number;
  /** How far the bar has grown, from 0 to 1. */
  readonly growth: number;
  readonly width: number;
  /** Whether the label stands elsewhere. */
  readonly isBare?: boolean;
  /** Fills the cells between the bar and its label, such as the edge of a frame. */
  readonly track?: string;
  readonly style: TextStyle;
  readonly barStyle: TextStyle;
}

/** A bar for the share of players who gave an answer, and their number: `8 of 29 · 28 %`, or as much of it as fits. */
export function AnswerBar(props: AnswerBarProps) {
  const { count, answered, most, growth, width, isBare = false, track = ' ', style, barStyle } = props;
  const { symbols } = useTheme();
  const widest = countLabels(most, answered, symbols.dot);
  const found = widest.findIndex((label) => widthOf(label) + 1 + SHORTEST_BAR <= width);
  const labelWidth = isBare ? -1 : widthOf(widest.at(found) ?? '');
  const barWidth = found < 0 && !isBare ? 0 : width - labelWidth - 1;
  const share = answered === 0 ? 0 : Math.min(1, count / answered);
  const cells = count === 0 ? 0 : Math.max(1, Math.round(share * growth * barWidth));
  const bar = '='.repeat(Math.min(barWidth, cells));
  const label = isBare ? '' : (countLabels(count, answered, symbols.dot).at(found) ?? '');
  const free = width - bar.length;
  const end = fitEnd(label, Math.min(free, label === '' ? 0 : widthOf(label) + 1));
  return (
    <>
      <BlockLine style={barStyle}>{bar}</BlockLine>
      <Text {...style}>{track.repeat(free - widthOf(end)) + end}</Text>
    </>
  );
}

/** With less room for a bar, its label is shortened. */
const SHORTEST_BAR = 4;

/**
 * Returns how far the bars of a reveal have grown, from 0 to 1.
 *
 * @param cells How many cells the rows of all bars have.
 */
export function useGrowth(question: number, cells: number): number {
  return easeOut(inSteps(useMotion(GROWTH_MS, question), cells));
}

const GROWTH_MS = 800;
