import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { itemMarkdown } from '@/lib/health/item-markdown';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { freshProcess } from './process-store-under-test';
import { readItem } from './read-item';

let clear = async () => {};
beforeEach(async () => {
  clear = await freshProcess();
});
afterEach(() => clear());
for (const dialect of ['rich', 'renamed', 'bare'])
  for (const scenario of [
    'healthy',
    'metadata-too-large',
    'out-of-sequence',
    'broken-batch',
    'unknown-rejection',
  ])
    it(`${dialect} ${scenario}`, async () => {
      const { client, sourceId, asked } = await sandboxWith(scenario, { dialect });
      const ask = (uri: string, match: string) =>
        readItem({
          access: { ok: true, client, digest: 'd' },
          sourceId,
          uri,
          match,
          signal: new AbortController().signal,
        });
      const list = await ask('example', 'substring');
      if (list.state !== 'read' || list.answer.kind !== 'matches') {
        console.log(JSON.stringify(list));
        return;
      }
      console.log(dialect, scenario, list.answer.text, list.answer.coverage.calls);
      const seen = new Set<string>();
      for (const { uri, last } of list.answer.items) {
        const kind = [last.operation, last.task, last.result].join();
        if (seen.has(kind)) continue;
        seen.add(kind);
        const r = await ask(uri, 'exact');
        if (r.state === 'read' && r.answer.kind === 'item') {
          console.log(kind, uri, r.answer.state, r.answer.confidence, '|', r.answer.text);
          console.log(
            r.answer.deciders
              .map((d) => `   ${d.name}: ${d.answer} ${d.text} [${d.rows.length}] ${d.problem?.id ?? ''}`)
              .join('\n'),
          );
        }
      }
    });
