import { Box } from 'ink';
import { useContext } from 'react';
import { MotionContext } from '../../hooks/use-motion.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { isAnswerTo } from '../../../quiz/questions/shown-question.ts';
import { Verdict, layOutVerdict } from './verdict.tsx';
import { RevealPanel } from '../../stage/reveal-panel.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import type { RevealStage } from '../../../view/stage.ts';
import type { You, YouResult } from '../../../view/you.ts';
import { revealSummary } from '../../../words/question.ts';

interface PlayerRevealProps {
  readonly stage: RevealStage & { readonly players: number };
  readonly you: You | null;
  /** Whether the player's answer was sent because time ran out. */
  readonly wasAutomatic: boolean;
  readonly size: Size;
}

/** The player's result and rank, above the correct answer. */
export function PlayerReveal({ stage, you, wasAutomatic, size }: PlayerRevealProps) {
  const { ascii } = useTheme();
  const moves = useContext(MotionContext);
  const { question } = stage;
  const result = resultFor(stage, you);
  const answer = result?.answer ?? null;
  // In a question that does not count, no answer is correct or wrong.
  const isMarked = result !== null && !stage.voided && answer !== null && isAnswerTo(question, answer);
  const own = isMarked ? { answer, isCorrect: result.correct } : null;
  const isCounting = result !== null && layOutVerdict(size, result, ascii).scale !== null;
  return (
    <Box height={size.rows} flexDirection="column">
      {you && result ? (
        <Verdict {...{ stage, you, result, wasAutomatic, size }} />
      ) : (
        <Box height={NO_RESULT_ROWS} alignItems="flex-end" flexShrink={0}>
          <TruncatedText columns={size.columns}>
            {stage.players === 1 ? '' : revealSummary(stage)}
          </TruncatedText>
        </Box>
      )}
      {/* While points are counted up, nothing else moves. */}
      <MotionContext value={moves && !isCounting}>
        <RevealPanel {...{ stage, own }} content={size} size={revealSize(size, stage, you, ascii)} />
      </MotionContext>
    </Box>
  );
}

/** The room for the body, below the result. */
export function revealSize(size: Size, stage: RevealStage, you: You | null, ascii: boolean): Size {
  const result = resultFor(stage, you);
  const rows = result ? layOutVerdict(size, result, ascii).rows : NO_RESULT_ROWS;
  return { columns: size.columns, rows: size.rows - rows };
}

const NO_RESULT_ROWS = 2;

function resultFor({ question }: RevealStage, you: You | null): YouResult | null {
  return you?.question === question.index ? you.result : null;
}
