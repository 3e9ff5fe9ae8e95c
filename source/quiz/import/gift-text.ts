import { htmlToText } from './html-text.ts';

/** The format of a text in a GIFT file. Moodle's own is HTML in which line breaks count. */
export type GiftFormat = 'moodle' | 'html' | 'markdown' | 'plain';

/** Replaces escaped characters with placeholders: they are text, while unescaped ones are part of the format. */
export function hideEscaped(text: string): string {
  return text
    .replaceAll(PLACEHOLDERS, '')
    .replaceAll(/\\([\\:#={}~n])/gu, (_, sign: string) =>
      String.fromCharCode(FIRST_PLACEHOLDER + SIGNS.indexOf(sign)),
    );
}

/** Returns a text as it is shown, and its format, which the following texts inherit. */
export function readGiftText(
  hidden: string,
  inherited: GiftFormat,
): { readonly text: string; readonly format: GiftFormat } {
  const [marker = '', name] = /^\s*\[(moodle|html|markdown|plain)\]/u.exec(hidden) ?? [];
  const format = FORMATS.find((known) => known === name) ?? inherited;
  const source = showEscaped(hidden.slice(marker.length)).trim();
  if (format === 'plain') return { text: source, format };
  return { text: htmlToText(format === 'markdown' ? unmarked(source) : source).trim(), format };
}

const FORMATS: readonly GiftFormat[] = ['moodle', 'html', 'markdown', 'plain'];

// A private-use character replaces each escaped one, because no text that can be shown contains any.
const SIGNS = '\\:#={}~n';
const FIRST_PLACEHOLDER = 0xe000;
const PLACEHOLDERS = /[\uE000-\uE007]/gu;

function showEscaped(hidden: string): string {
  return hidden.replaceAll(PLACEHOLDERS, (placeholder) => {
    const sign = SIGNS.charAt(placeholder.charCodeAt(0) - FIRST_PLACEHOLDER);
    return sign === 'n' ? '\n' : sign;
  });
}

/** Strips Markdown's emphasis, code marks and link targets. */
function unmarked(markdown: string): string {
  return markdown
    .replaceAll(/!\[[^[\]]*\]\([^()\s]*\)/gu, '')
    .replaceAll(/\[([^[\]]*)\]\([^()\s]*\)/gu, '$1')
    .replaceAll(/\*\*|`/gu, '')
    .replaceAll(/(?<![\w*])([*_])(?=[^\s*_])([^*_\n]*)\1(?![\w*])/gu, '$2');
}
