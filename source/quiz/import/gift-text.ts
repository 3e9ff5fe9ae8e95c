import { htmlToText } from './html-text.ts';

/** How a text in a GIFT file is written. Moodle's own is HTML in which line breaks count. */
export type GiftFormat = 'moodle' | 'html' | 'markdown' | 'plain';

/** Takes escaped characters out of the way: they are text, while the same ones unescaped are the format's signs. */
export function hideEscaped(text: string): string {
  return text
    .replaceAll(PLACEHOLDERS, '')
    .replaceAll(/\\([\\:#={}~n])/gu, (_, sign: string) =>
      String.fromCharCode(FIRST_PLACEHOLDER + SIGNS.indexOf(sign)),
    );
}

/** A text of the file as it is shown, and the format of it, which those that follow have as well. */
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

// In place of an escaped sign stands a character of private use, of which a text that can be shown has none.
const SIGNS = '\\:#={}~n';
const FIRST_PLACEHOLDER = 0xe000;
const PLACEHOLDERS = /[\uE000-\uE007]/gu;

function showEscaped(hidden: string): string {
  return hidden.replaceAll(PLACEHOLDERS, (placeholder) => {
    const sign = SIGNS.charAt(placeholder.charCodeAt(0) - FIRST_PLACEHOLDER);
    return sign === 'n' ? '\n' : sign;
  });
}

/** The words of a Markdown text: without the signs of emphasis and code, and without the targets of links. */
function unmarked(markdown: string): string {
  return markdown
    .replaceAll(/!\[[^[\]]*\]\([^()\s]*\)/gu, '')
    .replaceAll(/\[([^[\]]*)\]\([^()\s]*\)/gu, '$1')
    .replaceAll(/\*\*|`/gu, '')
    .replaceAll(/(?<![\w*])([*_])(?=[^\s*_])([^*_\n]*)\1(?![\w*])/gu, '$2');
}
