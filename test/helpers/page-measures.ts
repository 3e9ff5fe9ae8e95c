// Measurements in a page. Tests are type-checked without the types of the DOM, so the code that runs in the page is a string.

export const RECORD_SHIFTS = `globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value, sources } of list.getEntries()) {
    const moved = sources.filter(({ node }) => !node?.parentElement?.matches('.countdown'));
    if (!hadRecentInput && moved.length > 0)
      shifts.push({ value, sources: moved.map(({ node }) => node?.outerHTML ?? node?.textContent) });
  }
}).observe({ type: 'layout-shift', buffered: true });`;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const FIND_VIOLATIONS = `axe.run({ runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + '\\n' + failureSummary)))`;

export const LIST_BOXES = `[...document.querySelectorAll('body *')].filter((element) => !element.matches('.hidden, .hidden *, .time-bar *')).map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.tagName + '.' + element.getAttribute('class') + ' ' + [x, y, width, height].join(' ');
})`;

/** The elements that stick out of the screen at its sides, or whose content is cut off. */
// Code may be scrolled sideways, and confetti is clipped on purpose. Where there is room for usual text only, titles may be too long.
export const FIND_CUT_OFF = `[...document.querySelectorAll('body, body *')].filter((element) => {
  if (element.closest('pre, .confetti, .hidden')) return false;
  const style = getComputedStyle(element);
  const { left, right, width, height } = element.getBoundingClientRect();
  if (width === 0 || height === 0 || style.visibility === 'hidden') return false;
  if (style.textOverflow === 'ellipsis') return innerWidth / parseFloat(getComputedStyle(document.documentElement).fontSize) < 19 && element.scrollWidth > element.clientWidth;
  return left < -0.5 || right > document.documentElement.clientWidth + 0.5 ||
    (element.scrollHeight > element.clientHeight + 1 && style.overflowY === 'hidden');
}).map((element) => element.outerHTML.slice(0, 200))`;

/** Finds lines of text that overlap others. Text below an open dialog, and the buttons that turn pages, do not count. */
export const FIND_OVERLAPS = `(() => {
  const lines = [];
  const walker = document.createTreeWalker(document.querySelector('dialog[open]') ?? document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() === '' || node.parentElement.closest('.hidden, .pages')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      let { left, right, top, bottom } = rect;
      for (let box = node.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflowY === 'visible') continue;
        const edge = box.getBoundingClientRect();
        [left, right, top, bottom] = [Math.max(left, edge.left), Math.min(right, edge.right), Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      if (right - left > 1 && bottom - top > 1) lines.push({ node, left, right, top, bottom });
    }
  }
  return lines.flatMap((one, index) => lines.slice(index + 1).filter((other) => other.node !== one.node &&
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4)
    .map((other) => one.node.data + ' | ' + other.node.data));
})()`;

export const RECORD_MOTIONS = `globalThis.motions = new Set();
addEventListener('animationstart', ({ animationName }) => motions.add(animationName));
addEventListener('transitionrun', ({ target, propertyName }) => motions.add(target.className + ' ' + propertyName));`;

export const LIST_MOTIONS = `(() => {
  for (const { animationName, transitionProperty, effect } of document.getAnimations())
    motions.add(animationName ?? effect.target.className + ' ' + transitionProperty);
  const seen = [...motions];
  motions.clear();
  return seen;
})()`;
