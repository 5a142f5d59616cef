import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, isRefresh, readActivity } from './activity';

/** The example of the Activity specification. */
const SAMPLE = {
  id: '128a706128d54btm98df8a98015301be',
  operation: 'REBUILD',
  state: 'EXECUTED',
  result: 'ERROR',
  errorCode: 'JOB_SERVICE_EXECUTION_ERROR',
  errorDetail: 'An error occurred while executing the job on the Job Service',
  createDate: 1555347453376,
  startDate: 1555347453376,
  endDate: 1555347453376,
  triggeredBy: { id: 'asmith@example.com-google', type: 'USER', displayName: 'asmith@example.com' },
  resourceType: 'SOURCE',
  section: 'CONTENT',
};

const READ = {
  id: '128a706128d54btm98df8a98015301be',
  operation: 'REBUILD',
  state: 'EXECUTED',
  result: 'ERROR',
  startedAt: '2019-04-15T16:57:33.376Z',
  endedAt: '2019-04-15T16:57:33.376Z',
  by: { type: 'USER', name: 'asmith@example.com' },
  errorCode: 'JOB_SERVICE_EXECUTION_ERROR',
  errorDetail: 'An error occurred while executing the job on the Job Service',
  resourceId: null,
  resourceType: 'SOURCE',
};

describe('an activity from the wire', () => {
  it('is read as the specification shows it', () => {
    expect(readActivity(SAMPLE)).toEqual(READ);
  });

  it('has its dates as text too, and begins when it was created where it has no start', () => {
    const { startDate: _, ...waiting } = { ...SAMPLE, createDate: '2019-04-15T16:57:33.376Z' };
    expect(readActivity(waiting)).toEqual(READ);
  });

  it('has a numeric error code as text, and an actor without a name by its id', () => {
    expect(readActivity({ ...SAMPLE, errorCode: 42, triggeredBy: { id: 'key-1' } })).toEqual({
      ...READ,
      errorCode: '42',
      by: { type: 'UNKNOWN', name: 'key-1' },
    });
  });

  it('keeps unknown values, and has null or the empty string for what was left out', () => {
    expect(readActivity({ id: 'a', operation: 'HIBERNATE', state: 7, triggeredBy: 'x' })).toEqual({
      id: 'a',
      operation: 'HIBERNATE',
      state: '',
      result: null,
      startedAt: null,
      endedAt: null,
      by: null,
      errorCode: null,
      errorDetail: null,
      resourceId: null,
      resourceType: null,
    });
  });

  it('without an id is none', () => {
    expect([{}, { id: 1 }, null, 'x'].map(readActivity)).toEqual([null, null, null, null]);
  });

  it('never throws, whatever comes', () => {
    const odd = fc.record(
      { id: fc.string(), state: fc.anything(), endDate: fc.anything(), triggeredBy: fc.anything() },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), odd), (value) => {
        const activity = readActivity(value);
        expect(JSON.parse(JSON.stringify(activity))).toEqual(activity);
      }),
    );
  });
});

describe('an activity', () => {
  const executing = { ...READ, state: 'EXECUTING', result: null, endedAt: null };

  it('is open while it runs and has no end', () => {
    expect(
      [executing, READ, { ...executing, endedAt: READ.endedAt }, { ...executing, state: 'PAUSED' }].map(
        isOpen,
      ),
    ).toEqual([true, false, false, false]);
  });

  it('is a refresh when an active source status opens it', () => {
    expect(
      ['REBUILD', 'FULL_REFRESH', 'REFRESH', 'INCREMENTAL_REFRESH', 'CONFIG_CHANGE'].map((operation) =>
        isRefresh({ ...READ, operation }),
      ),
    ).toEqual([true, true, true, true, false]);
  });
});
