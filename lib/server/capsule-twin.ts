import 'server-only';
import { reportMarkdown } from '@/lib/diagnosis/markdown';
import { capsuleContentMarkdown } from '@/lib/health/capsule/capsule-markdown';
import type { OpenedCapsule } from './open-capsule';

/** A capsule as Markdown, with how to check it. `origin` is this Pushscope's address as the reader reaches it. */
export function capsuleMarkdown(
  { line, content }: Extract<OpenedCapsule, { state: 'open' }>,
  origin: string,
): string {
  const body =
    content.kind === 'diagnosis' ? reportMarkdown(content.report) : capsuleContentMarkdown(content);
  const address = `${origin}/${line.kind === 'diagnosis' ? 'd' : 'x'}/${line.id}`;
  return `${body.trimEnd()}

---

Preserved ${line.madeAt} under ${address}, where it can be read until ${line.expiresAt}. Its SHA-256 is that of ${address}.json:

\`${line.sha256}\`
`;
}
