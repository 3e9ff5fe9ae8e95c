import { useEffect, useState } from 'preact/hooks';

interface QrCodeProps {
  readonly text: string;
  /** A description for players who cannot see it. */
  readonly label: string;
}

/**
 * A QR code, dark on light whatever the colours of the page. Empty until the encoder is loaded. Nothing if it cannot be loaded, or if
 * the text is too long: what the code says is always shown as text, too.
 */
export function QrCode({ text, label }: QrCodeProps) {
  const [modules, setModules] = useState<readonly (readonly boolean[])[] | null>([]);
  useEffect(() => {
    let isCurrent = true;
    const draw = async () => {
      const { encode } = await import('uqr');
      if (isCurrent) setModules(encode(text, { border: QUIET_MODULES }).data);
    };
    draw().catch(() => {
      if (isCurrent) setModules(null);
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  if (!modules) return null;
  const size = Math.max(1, modules.length);
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect class="qr-code-light" width={size} height={size} />
      <path class="qr-code-dark" d={modules.map(rowPath).join('')} />
    </svg>
  );
}

/** The light edge, in modules. Cameras need it. */
const QUIET_MODULES = 3;

/** A square for each dark module of a row. */
function rowPath(row: readonly boolean[], y: number): string {
  return row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('');
}
