import type { QuestionTypeName } from '../../quiz/questions/question.ts';
import { choice, poll } from './choice.tsx';
import { multiple } from './multiple.tsx';
import { number } from './number.tsx';
import type { OptionLayout } from './option-layout.ts';
import type { OptionsDraft } from './options.tsx';
import type { OrderDraft } from './order-keys.ts';
import { order } from './order.tsx';
import type { QuestionWidget } from './question-widget.ts';
import { text } from './text.tsx';
import type { FieldLayout, TypedDraft } from './typed.tsx';

/** An answer that is being put together. */
export type DraftAnswer = OptionsDraft | TypedDraft | OrderDraft;

type Widget = QuestionWidget<DraftAnswer, OptionLayout | FieldLayout>;

/** The types of questions on the screens. */
const widgets: Readonly<Record<QuestionTypeName, Widget>> = {
  choice,
  boolean: choice,
  multiple,
  text,
  number,
  order,
  poll,
};

/** How questions of this question's type are drawn and answered. */
export function widgetFor({ type }: { readonly type: QuestionTypeName }): Widget {
  return widgets[type];
}
