import type { Facts } from '@/lib/paste/facts';
import type { Paste } from '@/lib/paste/paste';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import type { Diagnosis } from './report';

/** What one should know of a paste beside its diagnoses, in sentences; each once. */
export function notesOn(paste: Paste, diagnoses: readonly Diagnosis[]): string[] {
  const explained = new Set(diagnoses.map(({ exchange }) => exchange));
  const notes = paste.exchanges.flatMap((facts) => [
    ...payloadNote(facts),
    ...privilegeNotes(facts),
    ...rowNote(facts, explained.has(facts.exchange)),
    ...(explained.has(facts.exchange) ? [] : successNote(facts)),
  ]);
  if (paste.exchangesLeftOut > 0) {
    notes.push(
      `${countOf(paste.exchangesLeftOut, 'more exchange was', 'more exchanges were')} not read: paste the part that matters.`,
    );
  }
  return [...new Set(notes)];
}

function payloadNote({ payload }: Facts): string[] {
  if (payload === null) return [];
  const what =
    payload.shape === 'item'
      ? 'This is the body of one pushed item'
      : `This is a push payload: ${countOf(payload.addOrUpdate, 'item')} to add or update, ${payload.deletes} to delete`;
  return [`${what}. It is no error, and it was not checked for mistakes.`];
}

/** Coveo's result codes of the privilege evaluation that say nothing of a missing privilege (Authorization Server API). */
const INVALID_REQUEST = 'OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST';

function privilegeNotes({ privileges }: Facts): string[] {
  return privileges.flatMap(({ approved, codes, targetDomain, type, targetId }) => {
    const what = [targetDomain, type, targetId].filter((part) => part !== null).join(' ');
    const privilege = what === '' ? 'the privilege that was asked for' : `the privilege ${what}`;
    if (approved === true) {
      return [
        `The token that asked has ${privilege}: for that token, a missing privilege is not the cause. It says nothing of any other token.`,
      ];
    }
    return codes.includes(INVALID_REQUEST)
      ? ['The evaluation was asked for a privilege that does not exist: ask again with one that does.']
      : [];
  });
}

function rowNote({ rows }: Facts, explained: boolean): string[] {
  if (rows.total === 0) return [];
  const failed = rows.read.filter(({ row }) => row.result !== 'COMPLETED').length;
  const read =
    rows.total > rows.read.length
      ? `, of which ${formatCount(rows.read.length)} were read (the first, and some of each kind that failed behind them)`
      : '';
  const counted = `${countOf(rows.total, 'log row')}${read}: ${failed === 0 ? 'all COMPLETED' : `${formatCount(failed)} not COMPLETED`}.`;
  return [failed > 0 && !explained ? `${counted} No known problem is recognised in them.` : counted];
}

function successNote({ status, rows }: Facts): string[] {
  if (status === null || status.value < 200 || status.value > 299 || rows.total > 0) return [];
  return status.value === 202
    ? [
        `The answer ${status.value} is a success. For a push it means enqueued, not indexed: whether the item arrived shows in the Log Browser only.`,
      ]
    : [`The answer ${status.value} is a success.`];
}
