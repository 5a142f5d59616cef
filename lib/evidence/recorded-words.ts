import type { PushKind, RecordedPush } from './recorded-push';

/** What kinds of calls are called. */
export const KIND_WORDS: Readonly<Record<PushKind, string>> = {
  item: 'Item',
  delete: 'Delete',
  batch: 'Batch',
  'older than': 'Delete older than',
  container: 'File container',
  upload: 'Upload',
  status: 'Status',
  other: 'Other call',
};

/** How a call was answered: "429 TOO_MANY_REQUESTS", "no answer". */
export function answerWords({ status, errorCode }: Pick<RecordedPush, 'status' | 'errorCode'>): string {
  const answered = status === null ? 'no answer' : String(status);
  return errorCode === null ? answered : `${answered} ${errorCode}`;
}

/** What a call names, each with what it is: "item https://…", "file …". */
export function idsOfCall({
  documentId,
  fileId,
  orderingId,
  requestId,
}: Pick<RecordedPush, 'documentId' | 'fileId' | 'orderingId' | 'requestId'>): string[] {
  return [
    ...(documentId === null ? [] : [`item ${documentId}`]),
    ...(fileId === null ? [] : [`file ${fileId}`]),
    ...(orderingId === null ? [] : [`ordering ${orderingId}`]),
    ...(requestId === null ? [] : [`request ${requestId}`]),
  ];
}
