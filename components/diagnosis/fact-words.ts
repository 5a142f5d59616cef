/** What a fact is called on the page; a fact that is not here stands with its own name. */
const LABELS: Readonly<Record<string, string>> = {
  method: 'Method',
  url: 'Address',
  status: 'Status',
  code: 'Error code',
  message: 'Message',
  expires: 'Expired at',
  serverTime: 'Used at',
  late: 'Too late by',
  authorization: 'Authorization',
  requestId: 'Request id',
  organization: 'Organization',
  source: 'Source',
  region: 'Region',
  item: 'Item',
  fileId: 'File id',
  orderingId: 'Ordering id',
  orderingIdUnit: 'Ordering id, unit',
  orderingIdMoment: 'Ordering id, moment',
  activityId: 'Activity',
  extension: 'Extension',
  consolePage: 'Page of the console',
  date: 'Answered at',
  rowTime: 'Logged at',
  mismatch: 'Does not fit',
};

/** The label of a fact, by its name in the report. */
export function factLabel(name: string): string {
  return LABELS[name] ?? name;
}
