import { Parser } from 'htmlparser2';

/**
 * Returns the text that a browser would show for a piece of HTML, on one line. Tags that HTML does not know, as in
 * `List<String>`, stay; `x<sup>2</sup>` becomes `x^2`.
 */
export function htmlToText(html: string): string {
  if (!/[<&]/u.test(html)) return html;
  const source = html.replaceAll(EMBEDDED_FILE, '').slice(0, MAX_LENGTH);
  let text = '';
  let invisibleDepth = 0;
  const parser = new Parser({
    ontext(data) {
      if (invisibleDepth === 0) text += data;
    },
    onopentag(name) {
      if (INVISIBLE.has(name)) invisibleDepth++;
      else if (invisibleDepth === 0)
        text += REPLACEMENTS.get(name) ?? (INLINE.has(name) ? '' : tagAsWritten());
    },
    onclosetag(name, isImplied) {
      if (INVISIBLE.has(name)) invisibleDepth--;
      else if (invisibleDepth > 0) return;
      else if (REPLACEMENTS.get(name) === ' ') text += ' ';
      else if (!isImplied && !REPLACEMENTS.has(name) && !INLINE.has(name)) text += tagAsWritten();
    },
  });
  const tagAsWritten = () => source.slice(parser.startIndex, parser.endIndex + 1);
  parser.end(source);
  return text;
}

/** Returns code in HTML with its line breaks, without the tags that colour it. */
export function htmlToCode(html: string): string {
  let code = '';
  const parser = new Parser({
    ontext: (data) => void (code += data),
    onopentag(name) {
      if (name === 'br') code += '\n';
      else if (name !== 'div' && name !== 'p' && !INLINE.has(name)) code += tagAsWritten();
    },
    onclosetag(name, isImplied) {
      if (name === 'div' || name === 'p') code += '\n';
      else if (!isImplied && name !== 'br' && !INLINE.has(name)) code += tagAsWritten();
    },
  });
  const tagAsWritten = () => html.slice(parser.startIndex, parser.endIndex + 1);
  parser.end(html);
  return code.replaceAll('\u00A0', ' ');
}

/** Tells whether HTML or Markdown contains an image. */
export function hasImage(html: string): boolean {
  return /<(?:img|svg|picture)\b|!\[[^[\]]*\]\(/iu.test(html);
}

// An image can be embedded in its tag.
const EMBEDDED_FILE = /data:[^"'\s<>]{1000,}/giu;

// Far longer than any question. Each unclosed tag slows down parsing of the following ones.
const MAX_LENGTH = 20_000;

const INVISIBLE = new Set(['script', 'style', 'svg']);

const INLINE = new Set(
  'a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark q s samp small span strike strong tt u var wbr'.split(
    ' ',
  ),
);

const BLOCKS =
  'address article blockquote body br caption center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 head hr html li ol p picture pre section table tbody td tfoot th thead tr ul';

/** What replaces a tag in the text. */
const REPLACEMENTS = new Map([
  ...BLOCKS.split(' ').map((name) => [name, ' '] as const),
  ['sup', '^'],
  ['sub', '_'],
]);
