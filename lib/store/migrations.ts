import type { Kysely, Migration } from 'kysely';

/** The engine that a migration runs on: types differ in one place. */
export type Engine = 'libsql' | 'postgres';

/**
 * The steps to the present schema, by name, in order of the names. A step that has been released is never changed:
 * the next step changes what it made.
 */
export function migrationsFor(engine: Engine): Record<string, Migration> {
  const bytes = engine === 'libsql' ? 'blob' : 'bytea';
  return {
    '0001-issues': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('issues')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('fingerprint', 'text', (column) => column.notNull().unique())
          .addColumn('problem', 'text', (column) => column.notNull())
          .addColumn('grouping_key', 'text', (column) => column.notNull())
          .addColumn('region', 'text', (column) => column.notNull())
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('source_name', 'text', (column) => column.notNull())
          .addColumn('title', 'text', (column) => column.notNull())
          .addColumn('severity', 'text', (column) => column.notNull())
          .addColumn('unit', 'text', (column) => column.notNull())
          .addColumn('state', 'text', (column) => column.notNull())
          .addColumn('ignored_until', 'bigint')
          .addColumn('resolved_at', 'bigint')
          .addColumn('regressed_at', 'bigint')
          .addColumn('count', 'bigint', (column) => column.notNull())
          .addColumn('first_seen', 'bigint', (column) => column.notNull())
          .addColumn('last_seen', 'bigint', (column) => column.notNull())
          .addColumn('opened_at', 'bigint', (column) => column.notNull())
          .addColumn('updated_at', 'bigint', (column) => column.notNull())
          .addColumn('revision', 'integer', (column) => column.notNull())
          .addColumn('captured', 'text', (column) => column.notNull())
          .addColumn('newest', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('issues_by_source')
          .on('issues')
          .columns(['region', 'organization', 'source', 'last_seen desc', 'id'])
          .execute();
        await db.schema
          .createIndex('issues_by_organization')
          .on('issues')
          .columns(['region', 'organization', 'last_seen desc', 'id'])
          .execute();
        await db.schema
          .createIndex('issues_by_problem')
          .on('issues')
          .columns(['region', 'organization', 'problem', 'last_seen desc', 'id'])
          .execute();
        await db.schema
          .createIndex('issues_by_state')
          .on('issues')
          .columns(['region', 'organization', 'state', 'last_seen desc', 'id'])
          .execute();
        await db.schema
          .createTable('issue_days')
          .addColumn('issue_id', 'text', (column) =>
            column.notNull().references('issues.id').onDelete('cascade'),
          )
          .addColumn('day', 'integer', (column) => column.notNull())
          .addColumn('count', 'bigint', (column) => column.notNull())
          .addColumn('seen', bytes)
          .addPrimaryKeyConstraint('issue_days_key', ['issue_id', 'day'])
          .execute();
        await db.schema
          .createTable('issue_changes')
          .addColumn('issue_id', 'text', (column) =>
            column.notNull().references('issues.id').onDelete('cascade'),
          )
          .addColumn('revision', 'integer', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('who', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('detail', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('issue_changes_key', ['issue_id', 'revision'])
          .execute();
      },
    },
    '0002-capsules': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('capsules')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('region', 'text')
          .addColumn('organization', 'text')
          .addColumn('title', 'text', (column) => column.notNull())
          .addColumn('sha256', 'text', (column) => column.notNull())
          .addColumn('made_at', 'bigint', (column) => column.notNull())
          .addColumn('expires_at', 'bigint', (column) => column.notNull())
          .addColumn('revoked_at', 'bigint')
          .addColumn('revoke_hash', 'text')
          .execute();
        await db.schema
          .createIndex('capsules_by_organization')
          .on('capsules')
          .columns(['region', 'organization', 'made_at desc', 'id'])
          .execute();
        await db.schema
          .createTable('capsule_contents')
          .addColumn('capsule_id', 'text', (column) =>
            column.primaryKey().references('capsules.id').onDelete('cascade'),
          )
          .addColumn('expires_at', 'bigint', (column) => column.notNull())
          .addColumn('about', 'text', (column) => column.notNull())
          .addColumn('content', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('capsule_contents_by_expiry')
          .on('capsule_contents')
          .column('expires_at')
          .execute();
      },
    },
    '0003-source-days': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('source_days')
          .addColumn('region', 'text', (column) => column.notNull())
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('day', 'integer', (column) => column.notNull())
          .addColumn('content', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('source_days_key', ['region', 'organization', 'source', 'day'])
          .execute();
        await db.schema.createIndex('source_days_by_day').on('source_days').column('day').execute();
        await db.schema
          .createTable('source_looks')
          .addColumn('region', 'text', (column) => column.notNull())
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('day', 'integer', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('looking', 'integer', (column) => column.notNull())
          .addColumn('capture', 'integer', (column) => column.notNull())
          .addColumn('look', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('source_looks_key', ['region', 'organization', 'source', 'day'])
          .execute();
        await db.schema.createIndex('source_looks_by_day').on('source_looks').column('day').execute();
      },
    },
    '0004-slices': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('slices')
          .addColumn('region', 'text', (column) => column.notNull())
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('filter', 'text', (column) => column.notNull())
          .addColumn('from_at', 'bigint', (column) => column.notNull())
          .addColumn('to_at', 'bigint', (column) => column.notNull())
          .addColumn('tail', 'text', (column) => column.notNull())
          .addColumn('open', 'integer', (column) => column.notNull())
          .addColumn('read_at', 'bigint', (column) => column.notNull())
          .addColumn('expires_at', 'bigint', (column) => column.notNull())
          .addColumn('rows_per_page', 'integer', (column) => column.notNull())
          .addColumn('bytes', 'integer', (column) => column.notNull())
          .addColumn('content', bytes, (column) => column.notNull())
          .addPrimaryKeyConstraint('slices_key', [
            'region',
            'organization',
            'source',
            'kind',
            'filter',
            'from_at',
            'to_at',
            'tail',
          ])
          .execute();
        await db.schema.createIndex('slices_by_expiry').on('slices').column('expires_at').execute();
        await db.schema
          .createIndex('slices_by_age')
          .on('slices')
          .columns(['read_at', 'to_at', 'bytes'])
          .execute();
        await db.schema
          .createTable('source_leases')
          .addColumn('region', 'text', (column) => column.notNull())
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('holder', 'text', (column) => column.notNull())
          .addColumn('until', 'bigint', (column) => column.notNull())
          .addPrimaryKeyConstraint('source_leases_key', ['region', 'organization', 'source'])
          .execute();
      },
    },
    '0005-recorded-pushes': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('recorded_pushes')
          .addColumn('region', 'text', (column) => column.notNull())
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('id', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('taken_at', 'bigint', (column) => column.notNull())
          .addColumn('expires_at', 'bigint', (column) => column.notNull())
          .addColumn('content', 'text', (column) => column.notNull())
          .addPrimaryKeyConstraint('recorded_pushes_key', ['region', 'organization', 'source', 'id'])
          .execute();
        await db.schema
          .createIndex('recorded_pushes_by_time')
          .on('recorded_pushes')
          .columns(['region', 'organization', 'source', 'at', 'id'])
          .execute();
        await db.schema
          .createIndex('recorded_pushes_by_expiry')
          .on('recorded_pushes')
          .column('expires_at')
          .execute();
      },
    },
    '0006-source-actions': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createTable('source_actions')
          .addColumn('id', 'text', (column) => column.primaryKey())
          .addColumn('region', 'text', (column) => column.notNull())
          .addColumn('organization', 'text', (column) => column.notNull())
          .addColumn('source', 'text', (column) => column.notNull())
          .addColumn('kind', 'text', (column) => column.notNull())
          .addColumn('at', 'bigint', (column) => column.notNull())
          .addColumn('who', 'text', (column) => column.notNull())
          .addColumn('issue', 'text')
          .addColumn('open', 'integer', (column) => column.notNull())
          .addColumn('holder', 'text')
          .addColumn('until', 'bigint', (column) => column.notNull())
          .addColumn('detail', 'text', (column) => column.notNull())
          .execute();
        await db.schema
          .createIndex('source_actions_by_source')
          .on('source_actions')
          .columns(['region', 'organization', 'source', 'open desc', 'at desc', 'id'])
          .execute();
      },
    },
    '0007-lease-notes': {
      async up(db: Kysely<unknown>) {
        await db.schema.alterTable('source_leases').addColumn('note', 'text').execute();
      },
    },
    '0008-owed-notes': {
      async up(db: Kysely<unknown>) {
        await db.schema.alterTable('source_actions').addColumn('owed', 'text').execute();
      },
    },
    '0009-sendings': {
      async up(db: Kysely<unknown>) {
        await db.schema
          .createIndex('recorded_pushes_by_sending')
          .on('recorded_pushes')
          .columns(['region', 'organization', 'source', 'taken_at'])
          .execute();
      },
    },
  };
}
