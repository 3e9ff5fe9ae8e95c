/** Whether a server that is bound to it listens on all interfaces; undefined is bound to none. */
export function isEveryAddress(bind: string | undefined): bind is '0.0.0.0' | '::' | undefined {
  return bind === undefined || bind === '0.0.0.0' || bind === '::';
}

/** Whether nobody but this machine reaches a server that is bound to it. */
export function isLoopback(bind: string | undefined): boolean {
  return bind !== undefined && /^(?:127\.|::1$|localhost$)/iu.test(bind);
}

/** Whether listening failed, by the system's code, because what was to be bound is none of this machine's addresses. */
export function isElsewhere(code: unknown): boolean {
  return code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
