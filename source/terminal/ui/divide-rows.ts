/** How many rows a part of the screen takes: to be there at all, and to show everything. */
export interface Claim {
  readonly least: number;
  readonly wanted: number;
}

/** Gives each claim its least, then what it wants, the first first, as far as the rows go. */
export function divideRows(rows: number, claims: readonly Claim[]): number[] {
  let left = rows;
  const take = (wanted: number) => {
    const taken = Math.max(0, Math.min(left, wanted));
    left -= taken;
    return taken;
  };
  const least = claims.map((claim) => take(claim.least));
  return claims.map(({ wanted }, index) => {
    const given = least[index] ?? 0;
    return given + take(wanted - given);
  });
}
