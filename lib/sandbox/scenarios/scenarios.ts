import { brokenBatch } from './broken-batch';
import { bursts } from './bursts';
import { busy } from './busy';
import { catalog } from './catalog';
import { countMismatch } from './count-mismatch';
import { dailyLimit } from './daily-limit';
import { deletedSource } from './deleted-source';
import { emptyBatches } from './empty-batches';
import { expiredKey } from './expired-key';
import { extensionFails } from './extension-fails';
import { extensionRejects } from './extension-rejects';
import { futureOlderThan } from './future-older-than';
import { halfMissing } from './half-missing';
import { healthy } from './healthy';
import { invalidDocumentIds } from './invalid-document-ids';
import { itemLimit } from './item-limit';
import { massDeletion } from './mass-deletion';
import { metadataTooLarge } from './metadata-too-large';
import { missingPermissions } from './missing-permissions';
import { olderThanTooLow } from './older-than-too-low';
import { oneByOne } from './one-by-one';
import { oneHourOff } from './one-hour-off';
import { outOfSequence } from './out-of-sequence';
import { pausedOrganization } from './paused-organization';
import { readOnlyOrganization } from './read-only-organization';
import { refreshLeftOpen } from './refresh-left-open';
import { replacedKey } from './replaced-key';
import type { Scenario } from './scenario';
import { secondsNotMilliseconds } from './seconds-not-milliseconds';
import { serviceErrors } from './service-errors';
import { silent } from './silent';
import { slowPipeline } from './slow-pipeline';
import { throttled } from './throttled';
import { twoJobs } from './two-jobs';
import { unknownRejection } from './unknown-rejection';
import { vanishedItems } from './vanished-items';

/** The scenarios of the demo organization, in its order. */
export const demoScenarioNames = [
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

/** The scenarios' names: those of the demo organization, then those that one asks for. */
export const scenarioNames = [
  ...demoScenarioNames,
  'throttled',
  'missing-permissions',
  'invalid-document-ids',
  'extension-rejects',
  'future-older-than',
  'seconds-not-milliseconds',
  'one-hour-off',
  'empty-batches',
  'slow-pipeline',
  'catalog',
  'two-jobs',
  'mass-deletion',
  'count-mismatch',
  'vanished-items',
  'paused-organization',
  'expired-key',
  'replaced-key',
  'item-limit',
  'daily-limit',
  'service-errors',
  'extension-fails',
  'read-only-organization',
  'deleted-source',
  'one-by-one',
  'busy',
  'bursts',
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
  throttled,
  'missing-permissions': missingPermissions,
  'invalid-document-ids': invalidDocumentIds,
  'extension-rejects': extensionRejects,
  'future-older-than': futureOlderThan,
  'seconds-not-milliseconds': secondsNotMilliseconds,
  'one-hour-off': oneHourOff,
  'empty-batches': emptyBatches,
  'slow-pipeline': slowPipeline,
  catalog,
  'two-jobs': twoJobs,
  'mass-deletion': massDeletion,
  'count-mismatch': countMismatch,
  'vanished-items': vanishedItems,
  'paused-organization': pausedOrganization,
  'expired-key': expiredKey,
  'replaced-key': replacedKey,
  'item-limit': itemLimit,
  'daily-limit': dailyLimit,
  'service-errors': serviceErrors,
  'extension-fails': extensionFails,
  'read-only-organization': readOnlyOrganization,
  'deleted-source': deletedSource,
  'one-by-one': oneByOne,
  busy,
  bursts,
};

/** Whether it can be chosen how many rows the history of a scenario has. */
export function isSized(name: ScenarioName | null): boolean {
  if (name === null) return false;
  const scenario: Scenario = scenarios[name];
  return scenario.sizedJob !== undefined;
}

/** Whether all there is to a scenario is what becomes of the items of its runs. */
export function isAboutItems(name: ScenarioName): boolean {
  const scenario: Scenario = scenarios[name];
  return scenario.items !== undefined;
}
