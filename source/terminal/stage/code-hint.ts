import type { Size } from '../hooks/use-size.ts';
import { layOutQuestionPanel } from './question-panel.tsx';
import { layOutReveal } from './reveal-panel.tsx';
import { codeRows } from '../ui/code-block.tsx';
import type { KeyHint } from '../ui/key-hints.tsx';
import type { Stage } from '../../view/stage.ts';

/**
 * The keys that scroll the code, if not all of it is visible. `revealSize` computes the space for the panel of a reveal.
 * While the player is typing, [ and ] are text.
 */
export function codeHint(
  stage: Stage | null,
  size: Size,
  revealSize: (size: Size) => Size,
  ellipsis: string,
  isTyping = false,
): KeyHint[] {
  if (stage?.phase !== 'question' && stage?.phase !== 'reveal') return [];
  const { code } = stage.question;
  if (!code) return [];
  const shown =
    stage.phase === 'question'
      ? layOutQuestionPanel(stage.question, size, ellipsis).codeRows
      : layOutReveal(stage, revealSize(size)).code;
  const isCut = shown > 0 && shown < codeRows(code.text);
  return isCut ? [{ key: isTyping ? 'PgDn' : '[ ]', label: 'code' }] : [];
}
