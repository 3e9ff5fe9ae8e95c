import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * Returns a ref for an element, and whether its content overflows by more than `tolerance`, in pixels: then the keyboard must be able
 * to scroll it.
 */
export function useScrollable<Type extends HTMLElement>(tolerance = 1): [RefObject<Type | null>, boolean] {
  const ref = useRef<Type | null>(null);
  const [isScrollable, setScrollable] = useState(false);
  // Without dependencies, because each render may have other children.
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setScrollable(
        element.scrollHeight > element.clientHeight + tolerance ||
          element.scrollWidth > element.clientWidth + tolerance,
      ),
    );
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return [ref, isScrollable];
}
