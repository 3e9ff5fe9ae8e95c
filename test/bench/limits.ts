/** Why a target is out of reach today, by its name in the tables. Written by hand after reading the profiles. */
export const limits: Readonly<Record<string, string>> = {};
