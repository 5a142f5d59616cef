import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Files that take long: every scenario in every dialect, every call and every page against every fault, fixes followed
 * over days, and programs killed and started again. `npm run verify` leaves them out.
 */
const LONG = [
  'lib/scan/scenarios.test.ts',
  'lib/server/faults.test.ts',
  'lib/server/verify-fix.test.ts',
  'lib/server/capture-source.test.ts',
  'lib/coveo/fault-table.test.ts',
  'lib/sandbox/scenarios/scenarios.test.ts',
  'scripts/capture-command.test.mjs',
  'lib/store/killed.test.ts',
  'components/recorded/recorder-lines.test.ts',
];

/** Files that take longest: begun last, one of them would keep a core waiting for the other. */
const LONGEST = [
  ...LONG,
  'lib/scan/mixtures.test.ts',
  'lib/server/faults.test.ts',
  'lib/server/verify-fix.test.ts',
  'lib/scan/scan-source.test.ts',
  'lib/redaction/redact-anywhere.test.ts',
  'lib/redaction/redact.test.ts',
  'lib/paste/read-paste.test.ts',
];

/** Folders whose modules hold no state, or let go of it between tests (`freshProcess` of lib/server). */
const SHARED =
  '{components,lib/coveo,lib/diagnosis,lib/evidence,lib/health,lib/ordering,lib/paste,lib/problems,lib/queries,lib/redaction,lib/sandbox,lib/scan,lib/server,lib/timeline,app}';

/**
 * Files that put a module of their own in the place of another (`vi.mock`): that must not be loaded yet, nor stay for
 * the next file. `lib/house.test.ts` misses one.
 */
const REPLACING = [
  'app/o/*/*/layout.test.tsx',
  'app/page.test.tsx',
  'app/sandbox-guide/page.test.tsx',
  'lib/server/connect.test.ts',
  'lib/server/diagnose-paste.test.ts',
  'lib/server/secret.test.ts',
  'lib/server/writing.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // "server-only" throws outside of Next's bundler.
      'server-only': fileURLToPath(new URL('./scripts/server-only-stub.mjs', import.meta.url)),
    },
  },
  test: {
    environment: 'node',
    setupFiles: ['scripts/property-seed.mjs'],
    testTimeout: 20_000,
    unstubEnvs: true,
    // The default leaves a core idle, which is half of a small machine.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // What keeps no state of its own between tests shares one loading of its modules: that is half of the time.
        extends: true,
        test: {
          name: 'shared modules',
          include: [`${SHARED}/**/*.test.{ts,tsx}`],
          exclude: [...LONG, ...REPLACING],
          isolate: false,
        },
      },
      {
        // The store and the scripts begin anew in every file.
        extends: true,
        test: {
          name: 'own modules',
          include: ['{lib,components,app,scripts}/**/*.test.{ts,tsx,mjs}'],
          exclude: [`${SHARED}/**`, ...LONG],
        },
      },
      { extends: true, test: { name: 'replaced modules', include: REPLACING } },
      { extends: true, test: { name: 'long', include: LONG } },
    ],
  },
});
