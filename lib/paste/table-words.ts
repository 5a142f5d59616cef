import { stageRank } from '@/lib/evidence/log-row';

/** A column of a table of log rows, by the field of a row that it shows. */
export type Column =
  | 'datetime'
  | 'task'
  | 'operation'
  | 'result'
  | 'sourceId'
  | 'id'
  | 'meta'
  | 'guid'
  | 'requestId'
  | 'resourceId';

/**
 * Headings in the words of the console and of the API, and what these are in French, German and Spanish: without accents,
 * in small letters.
 */
const HEADINGS: Readonly<Record<Column, string>> = {
  datetime:
    'date|time|datetime|date/time|date time|date and time|date & time|timestamp|logged at|datum|zeit|uhrzeit|zeitpunkt|zeitstempel|datum/uhrzeit|datum/zeit|datum und uhrzeit|heure|horodatage|date/heure|date et heure|fecha|hora|fecha/hora|fecha y hora',
  task: 'stage|task|step|phase|stufe|schritt|aufgabe|etape|tache|etapa|fase|tarea',
  operation: 'operation|op|action|vorgang|aktion|operacion|accion',
  result: 'result|outcome|status|ergebnis|resultat|statut|etat|resultado|estado',
  sourceId: 'source|source id|source name|sourceid|quelle|quell-id|quellen-id|fuente|origen',
  id: "item|items|item uri|item id|itemuri|item uri/id|uri|url|id|document|document id|documentid|element|element-uri|element uri|element-id|dokument|objekt|uri de l'element|elemento|uri del elemento|documento",
  meta: 'details|detail|meta|metadata|message|info|reason|error|error message|meldung|fehlermeldung|fehler|grund|nachricht|einzelheiten|erreur|motif|raison|mensaje|detalle|detalles|motivo',
  guid: 'guid',
  requestId: 'request id|requestid',
  resourceId: 'extension|resource|resource id|resourceid',
};
const COLUMNS = tableOf<Column>(HEADINGS);

/** What the API calls what the console shows, where that is not the same word; other languages only where it is sure. */
const VALUES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    EXTENSION: 'applying extension|erweiterung',
    CONSUMING: 'push api|consommation|konsum|konsumieren|consumo',
    PREINDEXING: 'pre-indexing',
    PROCESSING: 'traitement|verarbeitung|procesamiento',
    INDEXING: 'indexation|indexierung|indizierung|indexacion',
    COMPLETED: 'complete|succeeded|termine|terminee|abgeschlossen|completado|completada',
    REJECTED: 'rejete|rejetee|abgelehnt|zuruckgewiesen|rechazado|rechazada',
    ERROR: 'erreur|fehler',
    WARNING: 'avertissement|warnung|advertencia',
    SKIPPED: 'ignore|ignoree|ubersprungen|omitido|omitida',
    ADD: 'ajout|ajouter|hinzufugen|agregar|anadir',
    UPDATE: 'mise a jour|aktualisieren|aktualisierung|actualizar|actualizacion',
    DELETE: 'suppression|supprimer|loschen|loschung|eliminar|eliminacion',
  }).flatMap(([value, words]) => words.split('|').map((word) => [word, value] as const)),
);

const OPERATIONS = /^(?:ADD|UPDATE|DELETE|DELETE_AND_CHILDREN|BATCH_FILE|DELETE_OLDER_THAN)$/;
const RESULTS = /^(?:COMPLETED|REJECTED|ERROR|WARNING|SKIPPED|FAILED)$/;

/**
 * Words of heads and of rows of such tables, for the lexicon, as far as they are written in ASCII: an accent separates
 * words, so some are only parts (“Étape”, “Opération”, “Résultat”, “Terminé”, “Rejeté”).
 */
export const TABLE_WORDS =
  'operation operations result stage task datetime date time timestamp phase action datum zeitpunkt vorgang aktion ergebnis fecha fase etapa resultado ' +
  'tape ration sultat termin rejet consuming consuming_batch streaming streaming_batch processing mapping indexing completed rejected batch_file delete_older_than';

function tableOf<T extends string>(words: Readonly<Record<T, string>>): ReadonlyMap<string, T> {
  const table = new Map<string, T>();
  for (const name in words) for (const word of words[name].split('|')) table.set(word, name);
  return table;
}

function plainWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}

/** The column that a heading names; null where it names none. */
export function columnOf(heading: string): Column | null {
  const word = plainWord(heading.replace(/^[*_\s]+|[*_\s:]+$/g, '')).replace(/’/g, "'");
  return COLUMNS.get(word) ?? null;
}

/** A cell's word as the API's enum: “Delete older than” and “delete_older_than” are DELETE_OLDER_THAN. */
export function enumOf(word: string): string {
  const plain = plainWord(word);
  return VALUES.get(plain) ?? plain.toUpperCase().replace(/[\s-]+/g, '_');
}

/** Which enum a cell is a value of, and of no other; null where it is none. */
export function enumColumnOf(cell: string): 'task' | 'operation' | 'result' | null {
  if (cell.length > 30) return null;
  const value = enumOf(cell);
  if (stageRank(value) >= 0) return 'task';
  if (OPERATIONS.test(value)) return 'operation';
  return RESULTS.test(value) ? 'result' : null;
}
