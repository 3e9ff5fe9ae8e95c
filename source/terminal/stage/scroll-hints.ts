import type { Size } from '../hooks/use-size.ts';
import { layOutQuestionPanel } from './question-panel.tsx';
import type { RevealLayout } from './reveal-panel.tsx';
import { readingHint } from './whole-question.tsx';
import { codeRows } from '../ui/code-block.tsx';
import type { KeyHint } from '../ui/key-hints.tsx';
import { isNarrow } from '../ui/layout.ts';
import type { Stage } from '../../view/stage.ts';

/**
 * The keys that scroll the code and the explanation, or show the whole question, if not all of it is visible.
 *
 * @param cutsIn Returns what of a reveal is not visible.
 * @param isTyping Whether [ and ] are text.
 */
export function scrollHints(
  stage: Stage | null,
  size: Size,
  cutsIn: (stage: Extract<Stage, { phase: 'reveal' }>) => Cuts,
  ellipsis: string,
  isTyping = false,
): KeyHint[] {
  if (stage?.phase === 'question') {
    const { code } = stage.question;
    const { isCut: isWholeCut, codeRows: shown } = layOutQuestionPanel(stage.question, size, ellipsis);
    if (isWholeCut) return [readingHint(isTyping)];
    const isCut = code !== undefined && shown > 0 && shown < codeRows(code.text, size.columns);
    return isCut ? [{ key: isTyping ? 'PgDn' : '[ ]', label: 'code' }] : [];
  }
  if (stage?.phase !== 'reveal') return [];
  const { isCut, isCodeCut, isExplanationCut } = cutsIn(stage);
  if (isCut) return [readingHint(false)];
  const explanation = isNarrow(size.columns) ? 'more' : 'explanation';
  return [
    ...(isExplanationCut ? [{ key: '[ ]', label: explanation }] : []),
    ...(isCodeCut ? [{ key: isExplanationCut ? 'PgDn' : '[ ]', label: 'code' }] : []),
  ];
}

type Cuts = Pick<RevealLayout, 'isCut' | 'isCodeCut' | 'isExplanationCut'>;
