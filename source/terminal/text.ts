/** Texts as the screens count and measure them: the same as everywhere else. */
export * from '../quiz/counted.ts';
export * from '../view/text.ts';
