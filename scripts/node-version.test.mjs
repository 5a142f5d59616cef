import { expect, test } from 'vitest';
import { nodeVersionProblem } from './node-version.mjs';

test.each(['20.9.0', '20.20.2', '22.0.0', '24.1.0'])('Node.js %s is new enough', (version) => {
  expect(nodeVersionProblem(version)).toBeNull();
});

test.each(['20.8.1', '18.20.4', '8.0.0'])('Node.js %s is refused in one sentence', (version) => {
  expect(nodeVersionProblem(version)).toBe(
    `Pushscope needs Node.js 20.9 or newer, and this is ${version}: install a newer one from https://nodejs.org and run the command again.`,
  );
});
