/** The system's name of an error; empty where it has none. */
export function errorCode(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
