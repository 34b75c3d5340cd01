import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const names = async (sql: string): Promise<readonly string[]> =>
  (await database.query<{ name: string }>(sql)).map(({ name }) => name)
const TABLES = `pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')`

describe('every table', () => {
  test('has row-level security, forced on its owner too', async () => {
    expect(await names(`select relname as name from ${TABLES} and not (relrowsecurity and relforcerowsecurity)`)).toEqual([])
  })

  test('has a policy', async () => {
    expect(
      await names(`select relname as name from ${TABLES} and not exists (select from pg_policy p where p.polrelid = c.oid)`),
    ).toEqual([])
  })

  test('has a comment in Chinese', async () => {
    expect(await names(`select relname as name from ${TABLES} and coalesce(obj_description(c.oid), '') !~ '[一-龥]'`)).toEqual([])
  })

  test('belongs to the owner, who cannot log in and bypasses nothing', async () => {
    expect(await names(`select relname as name from ${TABLES} and relowner <> 'sgz_owner'::regrole`)).toEqual([])
    expect(
      await names(
        `select rolname as name from pg_roles where rolname like 'sgz%' and (rolsuper or rolbypassrls or rolcreaterole)`,
      ),
    ).toEqual([])
    expect(await names(`select rolname as name from pg_roles where rolname = 'sgz_owner' and rolcanlogin`)).toEqual([])
  })

  test('of tenants has county_id first in its primary, unique and exclusion keys', async () => {
    expect(
      await names(`select conname as name from pg_constraint k
        join pg_attribute a on a.attrelid = k.conrelid and a.attname = 'county_id'
        where k.connamespace = 'app'::regnamespace and k.contype in ('p', 'u', 'x') and k.conkey[1] <> a.attnum`),
    ).toEqual([])
  })

  test('keeps codes in byte order, so that a scope is a range', async () => {
    expect(
      await names(`select format('%s.%s', c.relname, a.attname) as name from ${TABLES.replace('where', 'join pg_attribute a on a.attrelid = c.oid where')}
        and a.attname ~ '(division_code|unit_code|scope_code)$' and a.attcollation <> '"C"'::regcollation`),
    ).toEqual([])
  })

  test('has no identity column and no foreign key to itself', async () => {
    expect(
      await names(
        `select attname as name from pg_attribute join ${TABLES.replace(' where', ' on c.oid = attrelid where')} and attidentity <> ''`,
      ),
    ).toEqual([])
    expect(
      await names(
        `select conname as name from pg_constraint where contype = 'f' and conrelid = confrelid and connamespace = 'app'::regnamespace`,
      ),
    ).toEqual([])
  })
})

test('no policy holds a subquery', async () => {
  expect(
    await names(
      `select policyname as name from pg_policies where schemaname = 'app' and concat(qual, with_check) ~* '\\mselect\\M'`,
    ),
  ).toEqual([])
})

test('columns that name or describe a person are marked', async () => {
  const marked = await names(`select format('%s.%s', attrelid::regclass, attname) as name from pg_attribute
    where attnum > 0 and col_description(attrelid, attnum) like 'PII:%' order by 1`)
  const personal =
    await names(`select format('%s.%s', c.oid::regclass, a.attname) as name from ${TABLES.replace('where', 'join pg_attribute a on a.attrelid = c.oid where')}
    and a.attname in ('display_name', 'sign_in_name', 'signed_by_name', 'facts') order by 1`)
  expect(marked).toEqual(expect.arrayContaining([...personal]))
})

test('the application never truncates, and grants nothing to everybody', async () => {
  expect(
    await names(`select table_name as name from information_schema.role_table_grants
      where table_schema = 'app' and ((grantee = 'sgz_app' and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')) or grantee = 'PUBLIC')`),
  ).toEqual([])
})

test('a function that runs as its owner fixes its search path and is not for everybody', async () => {
  expect(
    await names(`select proname as name from pg_proc where pronamespace = 'app'::regnamespace and prosecdef
      and (proconfig is null or not proconfig::text ~ 'search_path' or has_function_privilege('public', oid, 'execute'))`),
  ).toEqual([])
})
