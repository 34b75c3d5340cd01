import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRead, QUIET } from './is-read.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test.each([
  [`select "slot", "mark" from "app"."plan_clock"`, true],
  [`\n  select r.id from app.station r where (r.code >= app.scope_from()) order by r.id limit $1`, true],
  [`with a as (select 1) select count(*) from a`, true],
  [`select "id" from "app"."entity" where "id" in ($1, $2)`, true],
  [`select nextval('x')`, false],
  [`select app.append_audit($1)`, false],
  [`select "set_config"('app.scope', '0', true)`, false],
  [`select id from app.entity for update`, false],
  [`select id from app.entity for no key share`, false],
  [`with gone as (delete from app.entity returning id) select id from gone`, false],
  [`select * into kept from app.entity`, false],
  [`update app.entity set name = ''`, false],
  [`commit`, false],
])('what may have written is not taken for a reading: %s', (text, found) => {
  expect(isRead(text)).toBe(found)
})

test('the functions it lets pass change nothing, in whatever form', async () => {
  const changing = await database.query<{ proname: string }>(
    `select distinct proname from pg_proc where proname = any ($1) and provolatile = 'v'`,
    [QUIET],
  )
  expect(changing).toEqual([])
})

test('and no reading of a view does', async () => {
  const calling = await database.query(
    `select v.relname from pg_class v join pg_depend d on d.refobjid = v.oid and d.deptype = 'i' and d.classid = 'pg_rewrite'::regclass
     join pg_depend f on f.objid = d.objid and f.classid = 'pg_rewrite'::regclass and f.refclassid = 'pg_proc'::regclass
     join pg_proc p on p.oid = f.refobjid where v.relnamespace = 'app'::regnamespace and v.relkind = 'v' and p.provolatile = 'v'`,
  )
  expect(calling).toEqual([])
})
