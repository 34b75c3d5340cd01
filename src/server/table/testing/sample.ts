import type { FastifyInstance } from 'fastify'
import { listEndpoints } from '#contract/table.ts'
import { defineList } from '#domain/table/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { createApp } from '#server/http/create-app.ts'
import type { HttpParts } from '#server/http/context.ts'
import { newId } from '#server/http/new-id.ts'
import { bindSource } from '../list/list-source.ts'

/** A list of every kind of column, over a table made for it. */
export const sampleList = defineList({
  key: 'sample',
  title: '样例站点',
  columns: [
    { key: 'name', title: '站名', kind: 'text', isSortable: true, isFilterable: true },
    { key: 'town', title: '乡镇', kind: 'code', isTree: true, isSortable: true, isFilterable: true },
    {
      key: 'tier',
      title: '层级',
      kind: 'code',
      isSortable: true,
      isFilterable: true,
      choices: [
        { value: 'town', label: '乡镇站' },
        { value: 'village', label: '村社点' },
      ],
    },
    { key: 'areaM2', title: '面积', kind: 'area', isSortable: true, isFilterable: true, definition: '启用站点的使用面积' },
    { key: 'staff', title: '人数', kind: 'int', isSortable: true, isFilterable: true },
    { key: 'openedOn', title: '启用', kind: 'date', isSortable: true, isFilterable: true },
    { key: 'isOwn', title: '独立', kind: 'bool', isSortable: true, isFilterable: true },
  ],
  defaultSort: { column: 'name', isDescending: false },
})

export const sampleSource = bindSource(sampleList, {
  table: 'sample',
  columns: {
    name: { value: 'name', sort: 'name_keys' },
    town: 'division_code',
    tier: 'tier_code',
    areaM2: 'area_hundredths_m2',
    staff: 'staff',
    openedOn: 'opened_on',
    isOwn: 'is_own',
  },
  fixed: { is_sample: true },
  lookups: { town: { table: 'division', key: 'code', label: 'name' } },
})

export const sampleEndpoints = listEndpoints(sampleList, {
  name: 'sample',
  path: '/samples',
  who: 'read ruling',
  whoExports: 'read ruling',
})

/** A database with two counties, a town each, and the table of the samples under row-level security. */
export async function sampleDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  await database.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  await database.query(
    `insert into app.division values ('990901', '甲县', 'county'), ('990901101', '城关镇', 'town'), ('990901102', '河西镇', 'town')`,
  )
  await database.query(`
    create table app.sample (
      county_id integer not null, id uuid not null, division_code text collate "C" not null, name text, name_keys text,
      tier_code text, area_hundredths_m2 integer, staff integer, opened_on date, is_own boolean,
      is_sample boolean not null default true, version integer not null default 1, primary key (county_id, id)
    );
    alter table app.sample enable row level security;
    create policy sample_scope on app.sample to sgz_app
      using (division_code >= app.scope_from() and division_code < app.scope_below());
    grant select, insert, update, delete on app.sample to sgz_app`)
  return database
}

export const person = (name: string, code: string): Actor => ({
  accountId: newId(),
  grantId: newId(),
  name,
  role: 'bureau',
  scope: { code },
})

/** An application of which each token is one of `people`. */
export async function sampleApp(
  database: TestDatabase,
  people: Readonly<Record<string, Actor>>,
  bindRoutes: (app: FastifyInstance, parts: HttpParts) => void,
): Promise<{ app: FastifyInstance; parts: HttpParts }> {
  const { app } = await createApp({ version: 'test', logLevel: 'silent' })
  const parts: HttpParts = {
    db: database.db,
    appKey: new Uint8Array(32),
    clock: () => new Date('2026-11-22T17:00:00Z'),
    isSecure: false,
    findActor: (token) => Promise.resolve(people[token]),
  }
  bindRoutes(app, parts)
  await app.ready()
  return { app, parts }
}
