import { useCallback, useEffect, useState } from 'react';

const SHOWN_MS = 4000;

/** A message that disappears after a few seconds, and a function that shows one. */
export function useNotice(): [notice: string | null, show: (message: string | null) => void] {
  const [notice, setNotice] = useState<{ readonly message: string } | null>(null);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const show = useCallback((message: string | null) => setNotice(message === null ? null : { message }), []);
  return [notice?.message ?? null, show];
}
