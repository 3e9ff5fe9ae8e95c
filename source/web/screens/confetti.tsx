/** How many pieces fall. */
const PIECES = 36;

/** The golden ratio spreads the pieces evenly, without looking regular. */
const GOLDEN = 0.618_034;

/** Pieces of paper that fall once. With reduced motion, there are none. */
export function Confetti() {
  return (
    <div class="confetti" aria-hidden="true">
      {Array.from({ length: PIECES }, (_, index) => (
        <i
          key={index}
          class={`confetti-${index % 6}`}
          style={{
            left: `${((index * GOLDEN) % 1) * 100}%`,
            animationDelay: `${((index * GOLDEN * 7) % 1) * 1.2}s`,
          }}
        />
      ))}
    </div>
  );
}
