/** How many rows a part of the screen takes: to be there at all, and to show everything. */
export interface RowDemand {
  readonly minimum: number;
  readonly preferred: number;
}

/** Gives each claim its least, then what it wants, the first first, as far as the rows go. */
export function allocateRows(rows: number, claims: readonly RowDemand[]): number[] {
  let left = rows;
  const take = (wanted: number) => {
    const taken = Math.max(0, Math.min(left, wanted));
    left -= taken;
    return taken;
  };
  const least = claims.map((claim) => take(claim.minimum));
  return claims.map(({ preferred }, index) => {
    const given = least[index] ?? 0;
    return given + take(preferred - given);
  });
}
