import type { GivenAnswer } from '../../client/player-seat.ts';
import { countsOf, indexesOf } from '../../quiz/questions/shown-question.ts';
import { ItemList } from './item-list.tsx';
import { type OptionLayout, fewestRowsForOptions, layoutItems, rowsForItems } from './option-layout.ts';
import { type OrderDraft, orderKeys } from './order-keys.ts';
import { OrderReveal } from './order-reveal.tsx';
import type { QuestionKind } from './question-kind.ts';
import { formatNumber } from '../../text/numbers.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** Items are put in order. */
export const order: QuestionKind<OrderDraft, OptionLayout> = {
  ...orderKeys,
  instruction: 'Put them in order.',
  claim: ({ items = [] }, columns) => ({
    least: fewestRowsForOptions(items),
    wanted: rowsForItems(items, columns),
  }),
  arrange: ({ items = [] }, { columns, rows }, ellipsis) => layoutItems(items, columns, rows, ellipsis),
  area: ({ question, layout, draft, given }) => (
    <ItemList layout={layout} {...stateOf(question, draft, given)} />
  ),
  nameOf: () => 'Your order',
  claimReveal: ({ question: { items = [] } }) => ({
    least: fewestRowsForOptions(items) + 1,
    wanted: items.length + 2,
  }),
  reveal: (props) => <OrderReveal {...props} />,
  tally({ distribution }) {
    const [right = 0, wrong = 0] = countsOf(distribution);
    return right + wrong === 0
      ? 'nobody answered'
      : `${formatNumber(right)} of ${formatNumber(right + wrong)} right`;
  },
};

function stateOf({ items = [] }: AskedQuestion, draft: OrderDraft | null, given: GivenAnswer | null) {
  const asShown = items.map((_, index) => index);
  if (given && given.status !== 'rejected') return { order: indexesOf(given.value), status: given.status };
  return draft ? { order: draft.order, pointed: draft.cursor, isHeld: draft.isHeld } : { order: asShown };
}
