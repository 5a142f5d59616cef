import type { Field } from './field';
import type { FieldName } from './marks';

/** Words that keys are made of, for the lexicon. */
export const FIELD_WORDS =
  'errorcode error_code errcode err_code errorcodes code type title error errortype error_type ' +
  'message msg errormessage error_message errmsg exceptionmessage detail details errordetail error_detail errordetails error_description description reason exception ' +
  'requestid request_id xrequestid x_request_id id ' +
  'orderingid ordering_id fileid file_id documentid document_id sourceid source_id organizationid organization_id orgid ' +
  'organisationid activityid extensionid resourceid uploaduri method';

const CODES = /^(?:errorcodes?|errcode|exceptioncode|errortype)$/;
const MESSAGES = /^(?:message|msg|errormessage|errmsg|exceptionmessage|errordetails?|errordescription)$/;
/** Said in sentences too: only as data, or at the beginning of a line. */
const LOOSE_MESSAGES = /^(?:details?|description|reason|exception|error)$/;
/** Keys whose values are codes only when they look like one. */
const LOOSE_CODES = /^(?:type|title|error)$/;
const CODE_SHAPE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const OAUTH_CODE = /^[a-z]+(?:_[a-z]+)+$/;
const IDS: Readonly<Record<string, FieldName>> = {
  requestid: 'requestId',
  xrequestid: 'requestId',
  orderingid: 'orderingId',
  fileid: 'fileId',
  documentid: 'item',
  sourceid: 'source',
  organizationid: 'organization',
  organisationid: 'organization',
  orgid: 'organization',
  activityid: 'activityId',
  extensionid: 'extension',
};

/**
 * What a field is by its key and value; null where it is none that matters. `before` is what stands before the key
 * on its line, and `codes` are the known ones.
 */
export function nameOfField(
  word: string,
  before: string,
  field: Field,
  codes: ReadonlySet<string>,
): FieldName | null {
  const key = word.replaceAll('_', '');
  if (field.kind === 'container') return null;
  const id = IDS[key];
  if (id !== undefined) return isIdValue(field) ? id : null;
  if (key === 'id') return /request[ _-]$/i.test(before) && isIdValue(field) ? 'requestId' : null;
  if (key === 'uploaduri') return 'upload address';
  if (key === 'method')
    return /^(?:get|put|post|delete|patch|head|options)\b/i.test(field.value) ? 'method' : null;
  if (CODES.test(key)) return isCodeValue(field) ? 'code' : null;
  if (key === 'code') return codeByKey(before, field, codes);
  if (LOOSE_CODES.test(key) && field.kind !== 'text') {
    if (codes.has(field.value) || CODE_SHAPE.test(field.value)) return 'code';
    if (key === 'error' && OAUTH_CODE.test(field.value)) return 'code';
  }
  if (MESSAGES.test(key)) return field.kind === 'number' || field.value.trim() === '' ? null : 'message';
  if (!LOOSE_MESSAGES.test(key) || field.kind === 'number' || field.value.trim() === '') return null;
  return field.quoted || /^[\s>|*\]-]*$/.test(before) ? 'message' : null;
}

function isIdValue(field: Field): boolean {
  return (
    field.kind !== 'text' &&
    /^[^\s]{1,2000}$/.test(field.value) &&
    !/^(?:null|none|undefined|string|true|false)$/i.test(field.value)
  );
}

function isCodeValue(field: Field): boolean {
  if (field.kind === 'number') return true;
  return (
    /^[A-Za-z][\w.:-]{1,100}$/.test(field.value) && !/^(?:null|none|undefined|true|false)$/i.test(field.value)
  );
}

/** `code` alone is many things: an error code where it looks like one, or stands behind the word error. */
function codeByKey(before: string, field: Field, codes: ReadonlySet<string>): FieldName | null {
  if (/(?:status|response|http|exit|reason|country|language|zip|postal|source)[ _-]?$/i.test(before))
    return null;
  if (!isCodeValue(field)) return null;
  if (/(?:error|fehler|err|erreur)[ _-]?$/i.test(before)) return 'code';
  if (field.kind === 'number') return /^[1-5]\d\d$/.test(field.value) && field.quoted ? 'code' : null;
  return codes.has(field.value) || CODE_SHAPE.test(field.value) || field.quoted ? 'code' : null;
}
