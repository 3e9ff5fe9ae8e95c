import { describe, expect, it } from 'vitest';
import { Speaker } from '../../../source/terminal/aloud/speaker.ts';

function speakerWithOutput(columns = 80) {
  let output = '';
  const speaker = new Speaker(
    (text) => {
      output += text;
    },
    () => columns,
  );
  return { speaker, output: () => output };
}

describe('a speaker', () => {
  it('appends lines', () => {
    const { speaker, output } = speakerWithOutput();
    speaker.say('One.', 'Two.');
    speaker.say();
    speaker.say('Three.');
    expect(output()).toBe('One.\nTwo.\nThree.\n');
  });

  it('breaks lines between words, whereas the terminal would break them anywhere', () => {
    const { speaker, output } = speakerWithOutput(12);
    speaker.say('Two and two makes four.');
    expect(output()).toBe('Two and two\nmakes four.\n');
  });

  it('echoes typing and deleting as a shell does', () => {
    const { speaker, output } = speakerWithOutput();
    for (const text of ['p', 'pa', 'p', 'p日', 'p']) speaker.echo(text);
    speaker.echo(null);
    expect(output()).toBe('> pa\b \b日\b \b\b \b\n');
  });

  it('repeats the text on a new line after a change in its middle', () => {
    const { speaker, output } = speakerWithOutput();
    for (const text of ['Bern', 'Bonn']) speaker.echo(text);
    expect(output()).toBe('> Bern\n> Bonn');
  });

  it('repeats the text below a line that interrupts the typing', () => {
    const { speaker, output } = speakerWithOutput();
    speaker.echo('Be');
    speaker.say('10 seconds left.');
    speaker.echo('Ber');
    expect(output()).toBe('> Be\n10 seconds left.\n> Ber');
  });
});
