import { Box, Text } from 'ink';
import type { RevealStage } from '../../view/stage.ts';
import type { You } from '../../view/you.ts';
import { Line } from '../components/line.tsx';
import { RevealBody } from '../components/reveal-body.tsx';
import type { Size } from '../hooks/use-size.ts';
import { Verdict } from './verdict.tsx';
import { whereYouAre } from './where-you-are.ts';

interface RevealProps {
  readonly stage: RevealStage & { readonly players: number };
  readonly you: You | null;
  readonly size: Size;
}

/** Right or wrong, what it brought, and what was right. */
export function Reveal({ stage, you, size }: RevealProps) {
  const { rows } = size;
  // A poll changes nobody's place.
  const place = stage.question.type === 'poll' ? '' : whereYouAre(you, stage.players);
  const result = you?.question === stage.question.index ? you.result : null;
  const own = result && result.answer !== null ? { answer: result.answer, isCorrect: result.correct } : null;
  return (
    <Box height={rows} flexDirection="column">
      <Box flexDirection="column" flexShrink={0} paddingTop={gapOf(size)}>
        {you && result ? (
          <Verdict {...{ you, result }} question={stage.question} columns={size.columns} />
        ) : (
          <Text> </Text>
        )}
        <Line columns={size.columns}>{place || ' '}</Line>
      </Box>
      <RevealBody stage={stage} own={own} size={revealSize(size)} />
    </Box>
  );
}

/** The room for the body, below what it brought. */
export function revealSize(size: Size): Size {
  return { columns: size.columns, rows: size.rows - 2 - gapOf(size) };
}

function gapOf({ rows }: Size): number {
  return rows >= 16 ? 1 : 0;
}
