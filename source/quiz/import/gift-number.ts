/** A number as GIFT writes one: `3`, `3:0.5` with a tolerance, or a range `1..5`. Undefined for anything else. */
export function readGiftNumber(text: string): { answer: number; tolerance?: number } | undefined {
  const range = text.indexOf('..');
  if (range > 0) {
    const [low, high] = [numberIn(text.slice(0, range)), numberIn(text.slice(range + 2))];
    if (low === undefined || high === undefined) return undefined;
    const answer = rounded(low / 2 + high / 2);
    return { answer, tolerance: rounded(Math.abs(high - answer)) };
  }
  const [number = '', tolerance, ...rest] = text.split(':');
  const [answer, within] = [numberIn(number), tolerance === undefined ? 0 : numberIn(tolerance)];
  if (answer === undefined || within === undefined || rest.length > 0) return undefined;
  return within === 0 ? { answer } : { answer, tolerance: within };
}

function numberIn(text: string): number | undefined {
  return /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/iu.test(text) ? Number(text) : undefined;
}

/** Without the noise that halving decimal fractions leaves in the last digits. */
function rounded(number: number): number {
  return Number(number.toPrecision(12));
}
