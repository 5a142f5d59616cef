import { batchFailed } from './batch-failed';
import { deleteOlderThanIneffective } from './delete-older-than-ineffective';
import { jsonDeserialization } from './json-deserialization';
import { metadataTooLarge } from './metadata-too-large';
import { outOfSequence } from './out-of-sequence';
import type { Problem } from './problem';
import { pushVolumeDrop } from './push-volume-drop';
import { refreshStuck } from './refresh-stuck';
import { rejectedUnexplained } from './rejected-unexplained';
import { silentSource } from './silent-source';

/** Every known problem. The catch-alls stand last: of two equal claims on a row the first in this list wins. */
export const PROBLEMS: readonly Problem[] = [
  deleteOlderThanIneffective,
  jsonDeserialization,
  metadataTooLarge,
  outOfSequence,
  pushVolumeDrop,
  refreshStuck,
  silentSource,
  batchFailed,
  rejectedUnexplained,
];
