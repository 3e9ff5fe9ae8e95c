/** What a termquiz answers, with 404, to who asks for a path that it has not. */
export const NOTHING_HERE = 'There is nothing here. See / for how to join.';
