import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { watchAddresses } from '../../../source/commands/host/address-watch.ts';
import { type TlsIdentity, readTlsIdentity } from '../../../source/commands/host/tls-identity.ts';
import type { LanAddress } from '../../../source/network/addresses/lan-addresses.ts';
import { certificate } from '../../helpers/certificates.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

const offline: LanAddress = { address: '127.0.0.1', interface: 'lo', kind: 'loopback' };
const home: LanAddress = { address: '192.168.1.20', interface: 'wlan0', kind: 'lan' };
const venue: LanAddress = { address: '10.20.0.7', interface: 'wlan0', kind: 'lan' };

describe('watchAddresses', () => {
  it('follows the machine to other networks', async () => {
    const { joining, commands, moveTo, changes, moved } = watched([offline]);
    expect(commands()).toEqual(['npx termquiz join 127.0.0.1 482913']);
    await moveTo([home]);
    expect(commands()).toEqual(['npx termquiz join 192.168.1.20 482913']);
    await moveTo([venue, home]);
    expect(commands()).toEqual([
      'npx termquiz join 10.20.0.7 482913',
      'npx termquiz join 192.168.1.20 482913',
    ]);
    const pages = joining.snapshot().commands.map(({ page }) => page);
    expect(pages).toEqual(['http://10.20.0.7:7849/#482913', 'http://192.168.1.20:7849/#482913']);
    expect(changes).toHaveBeenCalledTimes(2);
    expect(moved).toHaveBeenCalledTimes(2);
  });

  it('keeps the same snapshot while nothing changes', async () => {
    const { joining, moveTo, changes, moved } = watched([home]);
    const before = joining.snapshot();
    await moveTo([{ ...home }]);
    expect(joining.snapshot()).toBe(before);
    expect(changes).not.toHaveBeenCalled();
    expect(moved).not.toHaveBeenCalled();
  });

  it('keeps the last addresses while the machine is offline', async () => {
    const { commands, moveTo, moved } = watched([home]);
    await moveTo([offline]);
    await moveTo([]);
    expect(commands()).toEqual(['npx termquiz join 192.168.1.20 482913']);
    expect(moved).not.toHaveBeenCalled();
    await moveTo([venue]);
    expect(commands()).toEqual(['npx termquiz join 10.20.0.7 482913']);
  });

  it('shows the public URL first on every network', async () => {
    const { commands, moveTo } = watched([home], { publicUrl: 'https://example.org/quiz' });
    await moveTo([venue]);
    expect(commands()).toEqual([
      'npx termquiz join https://example.org/quiz 482913',
      'npx termquiz join 10.20.0.7 482913',
    ]);
  });

  it('warns if the certificate is not for the new address', async () => {
    const { certFile, keyFile } = certificate('server');
    const tls = await readTlsIdentity(certFile, keyFile, Date.now());
    if (typeof tls === 'string') throw new Error(tls);
    const { moveTo, moved } = watched([offline], { tls });
    await moveTo([home]);
    expect(moved).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/it is not for 192\.168\.1\.20\. /u));
  });

  it('changes nothing once it is closed, even during a lookup', async () => {
    const { clock, close, moveTo, commands, look } = watched([home]);
    look([venue]);
    close();
    await moveTo([venue]);
    expect(clock.pending).toBe(0);
    expect(commands()).toEqual(['npx termquiz join 192.168.1.20 482913']);
  });
});

function watched(
  first: readonly LanAddress[],
  { publicUrl, tls }: { publicUrl?: string; tls?: TlsIdentity } = {},
) {
  const clock = new ManualClock();
  const moved = vi.fn<(certificateMismatch: string | undefined) => void>();
  const changes = vi.fn<() => void>();
  let found = first;
  const { joining, close } = watchAddresses(
    { addresses: first, pin: '482913', port: 7849, publicUrl },
    first,
    { clock, tls, onChange: moved, find: async () => found },
  );
  joining.subscribe(changes);
  /** Starts the next lookup, which will find these addresses. */
  const look = (next: readonly LanAddress[]) => {
    found = next;
    clock.advance(3000);
  };
  const moveTo = async (next: readonly LanAddress[]) => {
    look(next);
    // By then the lookup has ended.
    await setImmediate();
  };
  const commands = () => joining.snapshot().commands.map(({ command }) => command);
  return { clock, joining, close, changes, moved, commands, look, moveTo };
}
