// Attacks a host from a process of its own: `attacker.mjs <attack> <target as JSON> <milliseconds>`. Prints a line
// when it starts, and then what it got, as JSON.
import { setMaxListeners } from 'node:events';
import { setPriority } from 'node:os';
import { attacks } from './attacks.ts';

/** The priority of the attackers: lower than the players', so that the table shows only the host's delays. */
const LOW_PRIORITY = 10;

const [name = '', target = '', ms = ''] = process.argv.slice(2);
const attack = attacks.find((known) => known.name === name);
if (!attack) throw new Error(`there is no attack called ${name}`);
setPriority(LOW_PRIORITY);
const signal = AbortSignal.timeout(Number(ms));
// Each connection listens to the signal.
setMaxListeners(Infinity, signal);
process.stdout.write('attacking\n');
const gains = await attack.run(JSON.parse(target), signal);
process.stdout.write(`${JSON.stringify(gains)}\n`, () => process.exit());
