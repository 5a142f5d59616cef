import { expect, test } from 'vitest';
import { scenarioNames } from '@/lib/sandbox/scenarios/scenarios';
import { SCENARIO_WORDS } from './scenario-words';

test('every scenario of the sandbox has its sentence', () => {
  expect(scenarioNames.filter((name) => SCENARIO_WORDS[name] === undefined)).toEqual([]);
});
