import { accessDenied } from './access-denied';
import { batchFailed } from './batch-failed';
import { batchNotDeserializable } from './batch-not-deserializable';
import { containerSignatureMismatch } from './container-signature-mismatch';
import { countMismatch } from './count-mismatch';
import { csharpSsl } from './csharp-ssl';
import { dailyItemLimit } from './daily-item-limit';
import { deleteOlderThanIneffective } from './delete-older-than-ineffective';
import { emptyBatch } from './empty-batch';
import { extensionRejected } from './extension-rejected';
import { fileContainerExpired } from './file-container-expired';
import { firewallBlock } from './firewall-block';
import { futureOrderingId } from './future-ordering-id';
import { gatewayForbidden } from './gateway-forbidden';
import { invalidDocumentId } from './invalid-document-id';
import { invalidJson } from './invalid-json';
import { invalidParameter } from './invalid-parameter';
import { invalidToken } from './invalid-token';
import { itemLimitExceeded } from './item-limit-exceeded';
import { jsonDeserialization } from './json-deserialization';
import { massDeletion } from './mass-deletion';
import { metadataTooLarge } from './metadata-too-large';
import { missingParameter } from './missing-parameter';
import { missingPermissions } from './missing-permissions';
import { organizationNotFound } from './organization-not-found';
import { organizationPaused } from './organization-paused';
import { outOfSequence } from './out-of-sequence';
import type { Problem } from './problem';
import { pushVolumeDrop } from './push-volume-drop';
import { refreshStuck } from './refresh-stuck';
import { rejectedUnexplained } from './rejected-unexplained';
import { requestTooLarge } from './request-too-large';
import { serviceError } from './service-error';
import { silentSource } from './silent-source';
import { slowPipeline } from './slow-pipeline';
import { sourceDoesNotExist } from './source-does-not-exist';
import { tooManyRequests } from './too-many-requests';
import { unaccountedItems } from './unaccounted-items';
import { unauthorized } from './unauthorized';
import { unsupportedMediaType } from './unsupported-media-type';

/** The version of all rules together: it grows with every change of what a rule finds, and is kept with each issue. */
export const RULES_VERSION = 3;

/**
 * Every known problem, in the order in which it is listed: refused calls by status, then the pipeline, then what shows
 * over time. The catch-alls stand last: of two equal claims on a row the first in this list wins.
 */
export const PROBLEMS: readonly Problem[] = [
  invalidJson,
  organizationPaused,
  unauthorized,
  invalidToken,
  accessDenied,
  firewallBlock,
  gatewayForbidden,
  fileContainerExpired,
  containerSignatureMismatch,
  organizationNotFound,
  batchNotDeserializable,
  itemLimitExceeded,
  invalidParameter,
  missingParameter,
  sourceDoesNotExist,
  requestTooLarge,
  unsupportedMediaType,
  dailyItemLimit,
  tooManyRequests,
  serviceError,
  csharpSsl,
  deleteOlderThanIneffective,
  emptyBatch,
  extensionRejected,
  futureOrderingId,
  invalidDocumentId,
  jsonDeserialization,
  metadataTooLarge,
  missingPermissions,
  outOfSequence,
  countMismatch,
  massDeletion,
  pushVolumeDrop,
  refreshStuck,
  silentSource,
  slowPipeline,
  unaccountedItems,
  batchFailed,
  rejectedUnexplained,
];
