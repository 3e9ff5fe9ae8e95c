import { Parser } from 'htmlparser2';

export interface XmlReader {
  /** `path` are the tags around it and the tag itself, the innermost last. */
  open?(name: string, attributes: Readonly<Partial<Record<string, string>>>, path: readonly string[]): void;
  /** `path` are the tags around the text. A text may come in several parts. */
  text?(text: string, path: readonly string[]): void;
  close?(name: string): void;
}

// Tags of a spreadsheet are within six others. Each unclosed one makes the following ones slower to read.
const MAXIMUM_DEPTH = 50;

/** Reads XML, forgiving. Tags are named without prefix: some programs write `<x:row>` for `<row>`. */
export function readXml(xml: string, reader: XmlReader): void {
  const path: string[] = [];
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = tag.replace(/^.*:/u, '');
        path.push(name);
        if (path.length > MAXIMUM_DEPTH) parser.pause();
        else reader.open?.(name, attributes, path);
      },
      ontext: (text) => reader.text?.(text, path),
      onclosetag() {
        const name = path.pop();
        if (name !== undefined) reader.close?.(name);
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
}
