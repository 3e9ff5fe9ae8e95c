import type { OptionsDraft, OrderDraft } from '../../quiz/drafts/list-draft.ts';
import type { QuestionTypeName } from '../../quiz/questions/shown-question.ts';
import { choice, poll } from './choice.tsx';
import { multiple } from './multiple.tsx';
import { number } from './number.tsx';
import { order } from './order.tsx';
import type { AnswerLayout, QuestionWidget } from './question-widget.ts';
import { text } from './text.tsx';
import type { TypedDraft } from './typed-widget.tsx';

/** An answer being composed. */
export type DraftAnswer = OptionsDraft | TypedDraft | OrderDraft;

type Widget = QuestionWidget<DraftAnswer, AnswerLayout>;

const widgets: Readonly<Record<QuestionTypeName, Widget>> = {
  choice,
  boolean: choice,
  multiple,
  text,
  number,
  order,
  poll,
};

/** Returns the widget that draws this type of question and takes its answers. */
export function widgetFor({ type }: { readonly type: QuestionTypeName }): Widget {
  return widgets[type];
}
