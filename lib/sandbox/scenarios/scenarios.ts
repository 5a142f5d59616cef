import { brokenBatch } from './broken-batch';
import { halfMissing } from './half-missing';
import { healthy } from './healthy';
import { metadataTooLarge } from './metadata-too-large';
import { olderThanTooLow } from './older-than-too-low';
import { outOfSequence } from './out-of-sequence';
import { refreshLeftOpen } from './refresh-left-open';
import type { Scenario } from './scenario';
import { silent } from './silent';
import { unknownRejection } from './unknown-rejection';

/** The scenarios' names, in the order in which the demo organization has them. */
export const scenarioNames = [
  'healthy',
  'metadata-too-large',
  'refresh-left-open',
  'out-of-sequence',
  'older-than-too-low',
  'broken-batch',
  'unknown-rejection',
  'half-missing',
  'silent',
] as const;

/** A scenario by its name. */
export type ScenarioName = (typeof scenarioNames)[number];

/** The scenarios by name; an organization has a source for each that it is given. */
export const scenarios: Record<ScenarioName, Scenario> = {
  healthy,
  'metadata-too-large': metadataTooLarge,
  'refresh-left-open': refreshLeftOpen,
  'out-of-sequence': outOfSequence,
  'older-than-too-low': olderThanTooLow,
  'broken-batch': brokenBatch,
  'unknown-rejection': unknownRejection,
  'half-missing': halfMissing,
  silent,
};
