import { htmlToText } from './html-text.ts';

/** The format of a text in a GIFT file. Moodle's own is HTML in which line breaks count. */
export type GiftFormat = 'moodle' | 'html' | 'markdown' | 'plain';

/** Replaces escaped characters with placeholders: they are text, while unescaped ones are part of the format. */
export function maskEscapes(text: string): string {
  return text
    .replaceAll(PLACEHOLDERS, '')
    .replaceAll(/\\([\\:#={}~n])/gu, (_, character: string) =>
      String.fromCharCode(FIRST_PLACEHOLDER + ESCAPABLE.indexOf(character)),
    );
}

/** Returns a text as it is displayed, and its format, which the following texts inherit. */
export function parseGiftText(
  masked: string,
  inherited: GiftFormat,
): { readonly text: string; readonly format: GiftFormat } {
  const [marker = '', name] = /^\s*\[(moodle|html|markdown|plain)\]/u.exec(masked) ?? [];
  const format = FORMATS.find((known) => known === name) ?? inherited;
  const source = unmaskEscapes(masked.slice(marker.length)).trim();
  if (format === 'plain') return { text: source, format };
  return { text: htmlToText(format === 'markdown' ? stripMarkdown(source) : source).trim(), format };
}

const FORMATS: readonly GiftFormat[] = ['moodle', 'html', 'markdown', 'plain'];

// A private-use character replaces each escaped one, because no displayed text contains any.
const ESCAPABLE = '\\:#={}~n';
const FIRST_PLACEHOLDER = 0xe000;
const PLACEHOLDERS = /[\uE000-\uE007]/gu;

function unmaskEscapes(masked: string): string {
  return masked.replaceAll(PLACEHOLDERS, (placeholder) => {
    const character = ESCAPABLE.charAt(placeholder.charCodeAt(0) - FIRST_PLACEHOLDER);
    return character === 'n' ? '\n' : character;
  });
}

/** Strips Markdown's emphasis, code marks and link targets. */
function stripMarkdown(markdown: string): string {
  return markdown
    .replaceAll(/!\[[^[\]]*\]\([^()\s]*\)/gu, '')
    .replaceAll(/\[([^[\]]*)\]\([^()\s]*\)/gu, '$1')
    .replaceAll(/\*\*|`/gu, '')
    .replaceAll(/(?<![\w*])([*_])(?=[^\s*_])([^*_\n]*)\1(?![\w*])/gu, '$2');
}
