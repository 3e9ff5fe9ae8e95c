import type { QuestionTypeName } from '../../quiz/questions/shown-question.ts';

/** The shapes of the eight options that a question may have, in a square of 16 × 16. They are the terminal's: ▲ ◆ ● ■ ▼ ★ ◇ □. */
const SHAPES = [
  'M8 2 15 14H1Z',
  'M8 .5 15.5 8 8 15.5.5 8Z',
  'M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1Z',
  'M2 2h12v12H2Z',
  'M8 14 1 2h14Z',
  'm8 .5 2.3 5.2 5.6.5-4.3 3.7 1.3 5.6L8 12.6l-4.9 2.9 1.3-5.6L.1 6.2l5.6-.5Z',
  'M8 .5 15.5 8 8 15.5.5 8Zm0 3.2L3.7 8 8 12.3 12.3 8Z',
  'M2 2h12v12H2Zm2.2 2.2v7.6h7.6V4.2Z',
];

/** True and false take the colours of these options: one dark, one light, and neither red, amber nor green. */
const TRUTHS = [1, 5];

/** The class that gives an option its colour. True and false have calm colours, because red and green mean wrong and correct. */
export function lookOf(type: QuestionTypeName, index: number): string {
  return `look-${type === 'boolean' ? TRUTHS[index] : index}`;
}

/** The shape of an option or an item. */
export function Shape({ index }: { readonly index: number }) {
  return (
    <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[index] ?? ''} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

/** The box of an option of which several can be selected. */
export function Box({ isTicked }: { readonly isTicked: boolean }) {
  return (
    <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
      <rect
        x="1.5"
        y="1.5"
        width="13"
        height="13"
        rx="2"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
      />
      {isTicked && <path d="m4 8 3 3 5.5-6" fill="none" stroke="currentColor" stroke-width="2.4" />}
    </svg>
  );
}
