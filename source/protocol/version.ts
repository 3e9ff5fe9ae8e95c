import packageJson from '../../package.json' with { type: 'json' };

/** The version of the wire. */
export const PROTOCOL = 1;

/** The version of the program, as on npm. */
export const VERSION: string = packageJson.version;
