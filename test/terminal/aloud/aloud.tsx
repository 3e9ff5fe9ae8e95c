import { stripVTControlCharacters } from 'node:util';
import type { ReactElement } from 'react';
import { Speaker, SpeakerContext } from '../../../source/terminal/aloud/speaker.ts';
import { draw, usualSize } from '../../helpers/render.tsx';
import { until } from '../../helpers/until.ts';

/** Runs a screen for a screen reader until the test ends. */
export function speak(element: ReactElement) {
  let output = '';
  const speaker = new Speaker((text) => {
    output += text;
  });
  const { press } = draw(<SpeakerContext value={speaker}>{element}</SpeakerContext>, usualSize, {
    ascii: true,
    colorDepth: 24,
  });
  const text = () => stripVTControlCharacters(output);
  return {
    press,
    /** Takes all lines since the last time, once one of them matches. */
    async hears(line: string | RegExp) {
      await until(text).toMatch(line);
      const heard = text().trimEnd().split('\n');
      output = '';
      return heard;
    },
  };
}
