import type { GivenAnswer } from '../../client/player-seat.ts';
import { countsOf, indexesOf } from '../../quiz/questions/shown-question.ts';
import { ItemList } from './item-list.tsx';
import { type OptionLayout, fewestRowsForOptions, layOutItems, rowsForItems } from './option-layout.ts';
import { type OrderDraft, orderKeys } from './order-keys.ts';
import { OrderReveal } from './order-reveal.tsx';
import { type QuestionWidget, correctSummary } from './question-widget.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** Questions with items to arrange in order. */
export const order: QuestionWidget<OrderDraft, OptionLayout> = {
  ...orderKeys,
  instruction: 'Arrange them in order.',
  answerRows: ({ items = [] }, columns) => ({
    minimum: fewestRowsForOptions(items),
    preferred: rowsForItems(items, columns),
  }),
  layOutAnswers: ({ items = [] }, { columns, rows }, ellipsis) => layOutItems(items, columns, rows, ellipsis),
  renderAnswers: ({ question, layout, draft, given }) => (
    <ItemList layout={layout} {...stateOf(question, draft, given)} />
  ),
  describeAnswer: () => 'Your order',
  revealRows: ({ question: { items = [] } }) => ({
    minimum: fewestRowsForOptions(items) + 1,
    preferred: items.length + 2,
  }),
  renderReveal: (props) => <OrderReveal {...props} />,
  summarize({ distribution }) {
    const [right = 0, wrong = 0] = countsOf(distribution);
    return correctSummary(right, right + wrong);
  },
};

function stateOf({ items = [] }: AskedQuestion, draft: OrderDraft | null, given: GivenAnswer | null) {
  const asShown = items.map((_, index) => index);
  if (given && given.status !== 'rejected') return { order: indexesOf(given.value), status: given.status };
  return draft ? { order: draft.order, pointed: draft.cursor, isHeld: draft.isHeld } : { order: asShown };
}
