import { describe, expect, it } from 'vitest';
import { htmlToText } from '../../../source/quiz/import/html-text.ts';

describe('htmlToText', () => {
  it.each([
    ['plain', 'plain'],
    ['&lt;b&gt; &amp;amp; &eacute;&#233;&#xE9;', '<b> &amp; ééé'],
    ['<p>one</p><p>two<br>three</p>', ' one  two  three '],
    ['a<b>bold</b>ed <I class="x > y">word</I>', 'abolded word'],
    ['2<sup>10</sup>, H<sub>2</sub>O', '2^10, H_2O'],
    ['<script>alert(1)</script><style>p{}</style><!-- hidden -->shown', 'shown'],
    ['Map<String, List<Integer>> is <T extends X>', 'Map<String, List<Integer>> is <T extends X>'],
    ['Vec<u8></u8> 1 < 2', 'Vec<u8></u8> 1 < 2'],
    ['<svg><text>drawn</text><x></x></svg>seen', 'seen'],
    [`a<img src="data:image/png;base64,${'A'.repeat(100_000)}">b`, 'ab'],
  ])('converts %j to %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});
