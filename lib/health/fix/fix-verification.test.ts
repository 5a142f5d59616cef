import { expect, it } from 'vitest';
import { PROBLEMS } from '@/lib/problems/problems';
import { isEnded, readFixVerification, readVerificationPlan } from './fix-verification';
import { answerItems } from './fix-verification-items';
import { verificationSections } from './fix-verification-markdown';
import { A, at, B, fix, PLAN, refusal, seen } from './fix-verification-under-test';

it('what is kept of a verification is read again as it was written, and nothing where it cannot be', () => {
  const verification = {
    n: 2,
    plan: PLAN,
    begunAt: at(1),
    begunBy: 'Ann',
    checkAfterMs: null,
    ...answerItems(fix(), seen(refusal(A, at(2)), at(3)), PROBLEMS),
  };
  const stored = JSON.parse(JSON.stringify(verification));
  expect(readFixVerification(stored)).toEqual(verification);
  expect(readVerificationPlan(JSON.parse(JSON.stringify(PLAN)))).toEqual(PLAN);
  expect([readFixVerification({}), readVerificationPlan(null)]).toEqual([null, null]);
  expect(isEnded(verification)).toBe(true);
  expect(verificationSections(verification, (iso) => iso.slice(11, 16)).join('\n')).toBe(
    [
      '## Verification of the fix',
      '- State: failed, as of 12:03',
      '- 1 row on 1 item shows the same problem again, of pushes that entered after Sun 22 Nov 12:00 UTC; the first Sun 22 Nov 12:02 UTC.',
      '- Counts what was pushed after 12:00; begun by `Ann`, 12:01',
      '- Of this source’s items 95 % took 9 s at most from their first row to the last; 1 min is allowed.',
      '- That a push leaves its first row within 5 min is an assumption.',
      '### Followed (2)',
      `- \`${A}\`: refused 12:02, the same problem`,
      `- \`${B}\`: not pushed again`,
      '### Rows that prove it (1 of 1)',
      `\`\`\`json\n${JSON.stringify(verification.proof[0])}\n\`\`\``,
    ].join('\n'),
  );
});
