import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const REFUSED: Reading = {
  kind: 'log rows',
  coveo: 'CONSUMING',
  codes: ['OUT_OF_SEQUENCE_OPERATION (word)'],
  rows: ['CONSUMING UPDATE REJECTED https://a/1 {"message":"OUT_OF_SEQUENCE_OPERATION"}'],
  rowsTotal: 1,
  ids: ['item https://a/1'],
};

const BROKEN: Reading = {
  kind: 'log rows',
  coveo: 'CONSUMING_BATCH',
  rows: ['CONSUMING_BATCH BATCH_FILE ERROR null {"message":"Unexpected token near line 1"}'],
  rowsTotal: 1,
};

test.each<[what: string, text: string, reading: Reading]>([
  [
    'German, with semicolons',
    'Datum;Phase;Vorgang;Ergebnis;Element-URI;Meldung\n19.02.2026 04:14;Konsum;Aktualisieren;Abgelehnt;https://a/1;OUT_OF_SEQUENCE_OPERATION',
    REFUSED,
  ],
  [
    'French, with tabs',
    'Date\tÉtape\tOpération\tRésultat\tÉlément\tDétails\n19 févr. 2026 04:14\tConsommation\tMise à jour\tRejeté\thttps://a/1\tOUT_OF_SEQUENCE_OPERATION',
    REFUSED,
  ],
  [
    'Spanish, with commas',
    'Fecha,Etapa,Operación,Resultado,Elemento,Detalles\n19/02/2026 04:14,Consumo,Actualizar,Rechazado,https://a/1,OUT_OF_SEQUENCE_OPERATION',
    REFUSED,
  ],
  [
    'of Markdown, with short headings and times alone',
    '| Time | Task | Op | Result | Item | Message |\n|---|---|---|---|---|---|\n| 03:14 | CONSUMING | UPDATE | REJECTED | https://a/1 | OUT_OF_SEQUENCE_OPERATION |',
    REFUSED,
  ],
  [
    'of a database’s prompt',
    '  datetime  |   task    | operation |  result  |     id      | message\n------------+-----------+-----------+----------+-------------+---------\n 2026-02-19 | CONSUMING | UPDATE    | REJECTED | https://a/1 | OUT_OF_SEQUENCE_OPERATION',
    REFUSED,
  ],
  [
    'drawn with lines',
    '│ Date │ Stage │ Operation │ Result │ Item │ Details │\n├──────┼───────┤\n│ 03:14 │ Consuming │ Update │ Rejected │ https://a/1 │ OUT_OF_SEQUENCE_OPERATION │',
    REFUSED,
  ],
  [
    'quoted by a mail program',
    '> Date\tStage\tOperation\tResult\tItem\tDetails\n> 03:14\tConsuming\tUpdate\tRejected\thttps://a/1\tOUT_OF_SEQUENCE_OPERATION',
    REFUSED,
  ],
  [
    'without a head',
    '2026-02-19 03:14:15\tCONSUMING\tUPDATE\tREJECTED\thttps://a/1\tOUT_OF_SEQUENCE_OPERATION',
    REFUSED,
  ],
  [
    'without a head, in the words of the console',
    '2/19/2026, 4:14:15 AM | Consuming | Update | Rejected | https://a/1 | OUT_OF_SEQUENCE_OPERATION',
    REFUSED,
  ],
  [
    'set out with blanks, with an empty cell',
    'Date                 Stage            Operation   Result  Item         Details\n2026-02-19 03:14:15  Consuming batch  Batch file  Error                Unexpected token near line 1',
    BROKEN,
  ],
  [
    'with a sentence behind it that has commas',
    'Date,Stage,Operation,Result,Details\n03:14,Consuming batch,Batch file,Error,Unexpected token near line 1\nAs you see, it fails, why?',
    BROKEN,
  ],
])('reads a table %s', (_what, text, reading) => {
  expect(readingsOf(text)).toEqual([reading]);
});

test.each([
  'Status, result and operation are columns, see below.\na, b, c',
  'COMPLETED, CONSUMING',
  'task; result; done',
])('sees no table in %j', (text) => {
  expect(readingsOf(text)).toEqual([{ kind: 'prose' }]);
});
