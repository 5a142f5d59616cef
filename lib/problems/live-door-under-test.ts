import { buildEvidence } from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import type { Problem } from './problem';

/** For tests: what one live door makes of evidence that is healthy but for what a test wants different. */
export function lookLive(problem: Problem, different: Parameters<typeof buildEvidence>[0] = {}) {
  const evidence = buildEvidence(different);
  const { findings, notChecked, threw } = detectProblems(evidence, readPipeline(evidence), [problem]);
  return { findings, notChecked, threw };
}

/** For tests: nothing was found, and nothing left open. */
export const CLEAR = { findings: [], notChecked: [], threw: [] };
