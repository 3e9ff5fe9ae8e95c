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
  const { source, format } = giftSource(masked, inherited);
  return { text: displayed(source, format), format };
}

/** Returns a text as it is written in its format, and this format. */
export function giftSource(masked: string, inherited: GiftFormat): { source: string; format: GiftFormat } {
  const [marker = '', name] = /^\s*\[(moodle|html|markdown|plain)\]/u.exec(masked) ?? [];
  const format = FORMATS.find((known) => known === name) ?? inherited;
  return { source: unmaskEscapes(masked.slice(marker.length)).trim(), format };
}

/** Returns a text in a format as it is displayed. */
export function displayed(source: string, format: GiftFormat): string {
  if (format === 'plain') return source.trim();
  return htmlToText(format === 'markdown' ? stripMarkdown(source) : source).trim();
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
