import { healthy } from './healthy';
import type { Scenario } from './scenario';

/** The scenarios' names, in the order in which the demo organization has them. */
export const scenarioNames = ['healthy'] as const;

export type ScenarioName = (typeof scenarioNames)[number];

/** The scenarios by name; an organization has a source for each that it is given. */
export const scenarios: Record<ScenarioName, Scenario> = { healthy };
