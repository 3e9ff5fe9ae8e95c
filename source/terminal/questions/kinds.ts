import type { QuestionTypeName } from '../../quiz/questions/question.ts';
import { choice, poll } from './choice.tsx';
import { multiple } from './multiple.tsx';
import { number } from './number.tsx';
import type { OptionLayout } from './option-layout.ts';
import type { OptionsDraft } from './options.tsx';
import type { OrderDraft } from './order-keys.ts';
import { order } from './order.tsx';
import type { QuestionKind } from './question-kind.ts';
import { text } from './text.tsx';
import type { FieldLayout, TypedDraft } from './typed.tsx';

/** An answer that is being put together. */
export type Draft = OptionsDraft | TypedDraft | OrderDraft;

type Kind = QuestionKind<Draft, OptionLayout | FieldLayout>;

/** The types of questions on the screens. */
const kinds: Readonly<Record<QuestionTypeName, Kind>> = {
  choice,
  boolean: choice,
  multiple,
  text,
  number,
  order,
  poll,
};

/** How questions of this question's type are drawn and answered. */
export function kindOf({ type }: { readonly type: QuestionTypeName }): Kind {
  return kinds[type];
}
