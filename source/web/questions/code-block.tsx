import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CodeSegment, highlight } from '../../quiz/highlight.ts';
import { useScrollable } from './use-scrollable.ts';

interface CodeBlockProps {
  readonly code: { readonly language?: string; readonly text: string };
}

/** Code, plain until the highlighter is loaded. Long lines scroll sideways within their box. */
export function CodeBlock({ code: { language = '', text } }: CodeBlockProps) {
  const highlighter = useHighlighter(language !== '');
  const [box, isScrollable] = useScrollable<HTMLPreElement>();
  const lines = useMemo(() => {
    const plain = (): CodeSegment[][] => text.split('\n').map((line) => [{ text: line, token: null }]);
    return highlighter ? highlighter(text, language, clock) : plain();
  }, [text, language, highlighter]);
  return (
    <figure class="code">
      {language !== '' && <figcaption class="code-language">{language}</figcaption>}
      <pre
        ref={box}
        class="code-text"
        {...(isScrollable && { tabIndex: 0, role: 'region', 'aria-label': 'Code' })}
      >
        <code>
          {lines.map((line, row) => (
            <span key={row} class="code-line">
              {line.map(({ text: part, token }, index) =>
                token === null ? (
                  part
                ) : (
                  <span key={index} class={`code-${token}`}>
                    {part}
                  </span>
                ),
              )}
              {'\n'}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}

const clock = () => performance.now();

/** Null until it is loaded. Most quizzes have no code, and it is larger than the rest of the page. */
let loaded: typeof highlight | null = null;

/** Loads the highlighter when it is first needed. Null until then. */
function useHighlighter(isNeeded: boolean): typeof highlight | null {
  const [, render] = useState(() => loaded);
  useEffect(() => {
    if (!isNeeded || loaded) return;
    let isGone = false;
    const load = async () => {
      const module = await import('../../quiz/highlight.ts');
      loaded = module.highlight;
      if (!isGone) render(() => module.highlight);
    };
    // Without it, the code stays plain. The next question tries again.
    load().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [isNeeded]);
  return loaded;
}
