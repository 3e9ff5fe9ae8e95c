#!/usr/bin/env node
// Uses no modern syntax, so that an old Node reports its version and not a syntax error.
declare var MINIMUM_NODE: string;

var actual = process.versions.node.split('.');
var minimum = MINIMUM_NODE.split('.');

if (
  Number(actual[0]) < Number(minimum[0]) ||
  (actual[0] === minimum[0] && Number(actual[1]) < Number(minimum[1]))
) {
  console.error(
    'termquiz needs Node ' + MINIMUM_NODE + ' or newer (this is ' + actual[0] + '.' + actual[1] + ')',
  );
  process.exitCode = 2;
} else {
  // The bundle has the same path inside dist/.
  import('./commands/main.js');
}
