// What the type check of the page does not know by itself.

/** Node's. Code that the page shares with Node uses it where it exists. */
declare var setImmediate: ((callback: () => void) => unknown) | undefined;

/** The build collects style sheets in a file of their own. */
declare module '*.css';
