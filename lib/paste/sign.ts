import { isLineStart } from './http-text';
import type { SignMark } from './marks';
import type { WordHit } from './words';

/** Words that Coveo's or another vendor's software is known by, for the lexicon. */
export const SIGN_WORDS =
  'coveo coveoplatformclienterror coveoplatformexception coveosdknodejs coveosdkjava coveopush pushapiclient pushapiclienterror coveopermissions ' +
  'documentlogentries privilegeevaluationresultcodes compressedbinarydatafileid addorupdatedocuments addorupdatedocument ' +
  'elasticsearch algolia algoliasearch googleapis googleapi dynamodb salesforce opensearch solr root_cause documentation_url doc_url __type';

/** Names that only Coveo's software has, wherever they stand. */
const COVEO =
  /^(?:coveo\w+|pushapiclient\w*|documentlogentries|privilegeevaluationresultcodes|compressedbinarydatafileid|addorupdatedocuments?)$/;
/** Coveo's packages, namespaces, hosts and commands. */
const COVEO_NAMES: readonly RegExp[] = [
  /@coveo\/[\w-]{1,40}/,
  /com\.coveo(?:\.\w{1,40}){0,6}/,
  /coveo[./](?:push|connectors|com|platform|search|sdk)[\w./-]{0,80}/i,
  /coveo-push[\w-]{0,30}/i,
  /(?<![\w-])coveo (?:source:|org:|auth:|config:|push sdk)[\w:]{0,30}/i,
];

/** The sign that the word is: a package, class or field name, never a word of a sentence alone (but Coveo's name). */
export function readSign(text: string, hit: WordHit): SignMark | null {
  const { start, end, word } = hit;
  const written = text.slice(start, end);
  if (COVEO.test(word)) return { type: 'sign', start, end, of: 'coveo', value: written };
  const around = text.slice(Math.max(0, start - 5), end + 120);
  if (word === 'coveo') {
    const named = COVEO_NAMES.map((pattern) => pattern.exec(around)?.[0]).find((name) => name !== undefined);
    return {
      type: 'sign',
      start,
      end,
      of: named === undefined ? 'Coveo by name' : 'coveo',
      value: named ?? written,
    };
  }
  return foreignSign(text, hit, around);
}

/** Fields that error bodies of Elasticsearch, GitHub, Stripe and Amazon's services have, and Coveo's have not. */
const FOREIGN_FIELD = /^(?:root_cause|documentation_url|doc_url|__type)$/;
const FOREIGN_PACKAGE = /(?:@|\.|::|\/|\\)$/;

/** Another vendor's name counts as part of a package or class name, not as a word. */
function foreignSign(text: string, { start, end, word }: WordHit, around: string): SignMark | null {
  const before = text.slice(Math.max(0, start - 4), start);
  if (FOREIGN_FIELD.test(word)) {
    const isKey = /["']$/.test(before) && /^["']/.test(text.slice(end, end + 1));
    return isKey ? { type: 'sign', start, end, of: 'foreign', value: word } : null;
  }
  const after = text.slice(end, end + 2);
  const inPackage = FOREIGN_PACKAGE.test(before) || /^(?:\.[a-z]|::|\/[a-z]|-[a-z])/i.test(after);
  if (!inPackage || /coveo/i.test(around) || isLineStart(text, start)) return null;
  return { type: 'sign', start, end, of: 'foreign', value: word };
}
