import { serveReader } from '@/app/_components/serve-reader';
import { type RecordedPaste, readRecordedPaste } from '@/lib/paste/recorded-paste';
import type { ClientLog } from './use-client-log';

serveReader<ClientLog, RecordedPaste>(({ input, place, assumedZone }) =>
  readRecordedPaste(input, place, assumedZone),
);
