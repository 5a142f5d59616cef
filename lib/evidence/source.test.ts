import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSource } from './source';

describe('a source from the wire', () => {
  it('is reduced to what health needs', () => {
    expect(
      readSource({
        id: 's-org',
        name: 'Articles',
        sourceType: 'PUSH',
        pushEnabled: true,
        createdDate: 1555347453376,
        information: {
          sourceStatus: { type: 'REFRESHING', activityId: 'a1', createdDate: '2026-11-20T02:00:00Z' },
          lastOperation: { operationType: 'FULL_REFRESH', result: 'SUCCESS', timestamp: 1555347453376 },
          numberOfDocuments: 1200,
        },
      }),
    ).toEqual({
      id: 's-org',
      name: 'Articles',
      type: 'PUSH',
      pushEnabled: true,
      status: 'REFRESHING',
      activityId: 'a1',
      statusSince: '2026-11-20T02:00:00.000Z',
      lastOperation: { type: 'FULL_REFRESH', result: 'SUCCESS', at: '2019-04-15T16:57:33.376Z' },
      items: 1200,
      createdAt: '2019-04-15T16:57:33.376Z',
    });
  });

  const BARE = {
    id: 's-org',
    name: 's-org',
    type: 'UNKNOWN',
    pushEnabled: false,
    status: 'UNKNOWN',
    activityId: null,
    statusSince: null,
    lastOperation: null,
    items: null,
    createdAt: null,
  };

  it.each([
    [{ id: 's-org' }],
    [{ id: 's-org', name: null, information: null }],
    [{ id: 's-org', name: 7, information: 'x', createdDate: 'soon' }],
    [{ id: 's-org', information: { sourceStatus: [], lastOperation: 'x', numberOfDocuments: '12' } }],
  ])('with parts left out or of another type is read with what is there: %j', (value) => {
    expect(readSource(value)).toEqual(BARE);
  });

  it('keeps an unknown status and type, and takes push and catalog types for pushed ones', () => {
    const status = { sourceStatus: { type: 'DREAMING' } };
    expect(readSource({ id: 'a', sourceType: 'NOVEL', information: status })).toMatchObject({
      type: 'NOVEL',
      status: 'DREAMING',
      pushEnabled: false,
    });
    expect(readSource({ id: 'a', sourceType: 'CATALOG' })).toMatchObject({ pushEnabled: true });
  });

  it.each([[{}], [{ id: 7 }], [null], ['x'], [[]]])('without an id is none: %j', (value) => {
    expect(readSource(value)).toBeNull();
  });

  it('never throws, whatever comes', () => {
    const odd = fc.record(
      { id: fc.string(), name: fc.anything(), createdDate: fc.anything(), information: fc.anything() },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), odd), (value) => {
        const source = readSource(value);
        expect(JSON.parse(JSON.stringify(source))).toEqual(source);
      }),
    );
  });
});
