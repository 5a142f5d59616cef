import { serveReader } from '@/app/_components/serve-reader';
import { diagnose } from '@/lib/diagnosis/diagnose';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import type { Paste } from './use-diagnosis';

serveReader<Paste, DiagnosisReport>(({ input, now }) => diagnose(input, { now }));
