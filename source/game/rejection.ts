/** Why a player's command was not taken. The codes stand on the wire. */
export type PlayerRejection =
  | 'name-taken'
  | 'bad-name'
  | 'locked'
  | 'full'
  | 'kicked'
  | 'unknown-token'
  | 'already-answered'
  | 'paused'
  | 'too-late'
  | 'wrong-question'
  | 'bad-answer';

/** Why a host's command, or the clock's, was not taken. */
export type HostRejection = 'not-now' | 'no-such-player';

export type Rejection = PlayerRejection | HostRejection;
