import type { Json } from '@/lib/evidence/json';
import type { LogRow } from '@/lib/evidence/log-row';

/**
 * A log row under Coveo's own names (Source Logs API, `documentLogEntries`), as one would paste it into a ticket. Rows
 * carry no organization on our side, so it is given. `datetime` is ISO in UTC whatever it was on the wire; what Coveo
 * left out is null.
 */
export function coveoRow(row: LogRow, organizationId: string): Readonly<Record<string, Json>> {
  return {
    datetime: row.at,
    guid: row.guid,
    id: row.item,
    meta: row.meta,
    operation: row.operation,
    organizationId,
    requestId: row.requestId,
    resourceId: row.resourceId,
    result: row.result,
    sourceId: row.sourceId,
    task: row.task,
  };
}
