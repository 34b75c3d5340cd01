import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import { setActor, type Tx } from '#server/db/actor-tx.ts'
import { createRowChecker, type RowChecker } from '#server/db/testing/row-checker.ts'
import { ACCOUNTS, seeded, uuid } from '#server/db/testing/universe.ts'

const random = seeded(20_261_124)

let checker: RowChecker
beforeAll(async () => {
  checker = await createRowChecker(random)
})
afterAll(() => checker.base.close())

describe('somebody without a scope', () => {
  const settings = ['account_id', 'role', 'scope', 'scope_above', 'reach', 'agency_id', 'station_id', 'zone', 'round_id']
  test.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['nothing set at all', async () => undefined],
    ['nobody', (tx) => setActor(tx, undefined)],
    ["everything ''", (tx) => sql.raw(settings.map((name) => `set local app.${name} = ''`).join(';')).execute(tx)],
    [
      "a role and a reach, and a scope of ''",
      (tx) => sql.raw(`set local app.role = 'bureau'; set local app.reach = 'territory'; set local app.scope = ''`).execute(tx),
    ],
    [
      'a role and a reach, and no scope',
      (tx) => sql.raw(`set local app.role = 'bureau'; set local app.reach = 'territory'`).execute(tx),
    ],
  ])('%s: reads and writes nothing', async (_, become) => {
    await checker.checkAll({}, become)
  })

  test('a scope without a reach gives no record; an agency, a station, a zone or a round that is missing gives none either', async () => {
    await checker.checkAll({ code: '990901' }, (tx) =>
      sql.raw(`set local app.scope = '990901'; set local app.scope_above = '0,99,9909'`).execute(tx),
    )
    for (const how of ['zone', 'agency', 'station', 'own', 'sample'] as const)
      await checker.checkAll({ how, code: '990901' }, (tx) =>
        sql
          .raw(`set local app.scope = '990901'; set local app.reach = '${how}'; set local app.scope_above = '0,99,9909'`)
          .execute(tx),
      )
  })

  test('a reach nobody knows is none', async () => {
    await checker.asApp(
      (tx) => sql.raw(`set local app.scope = '0'; set local app.reach = 'everything'; set local app.role = 'bureau'`).execute(tx),
      async (tx) => {
        for (const table of ['person_secret', 'decision', 'audit_entry', 'break_glass'])
          expect((await sql.raw(`select 1 from app.${table}`).execute(tx)).rows).toEqual([])
      },
    )
  })
})

test('an account with two scopes has the one it acts under, never both; and a connection keeps nothing of it', async () => {
  const actor = (code: string): Actor => ({
    accountId: ACCOUNTS[0] as Id,
    grantId: uuid(7) as Id,
    name: '',
    role: 'bureau',
    scope: { code },
  })
  for (const code of ['990901', '990902', '990901'])
    await checker.checkAll({ account: ACCOUNTS[0] ?? '', role: 'bureau', code, how: 'territory' }, (tx) =>
      setActor(tx, actor(code)),
    )
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from app.entity`.execute(checker.base.db)
  expect(rows).toEqual([{ n: 0 }])
})

test('after a town has moved and a county was merged, whoever had the place before has nothing, whoever has it now has all of it', async () => {
  const moved = (code: string): string =>
    code
      .replace(/^990901102/, '990902109')
      .replace(/^990903(?=\d{3})/, '990902')
      .replace(/^990903$/, '990902')
  // what a place recorded while it had the record stays there, to be read; whoever has it now starts with the present version
  const records = ['entity', 'unit', 'station', 'worker', 'posting']
  const left = records.flatMap((table) => checker.world.get(table) ?? [])
  checker.world.set('record_history', [...(checker.world.get('record_history') ?? []), ...left])
  for (const [table, rows] of checker.world) {
    const column =
      table === 'access_grant' ? 'scope_code' : ['signature', 'scheme_document'].includes(table) ? 'unit_code' : 'division_code'
    if (['session', 'handling', 'second_factor', 'record_history'].includes(table)) continue
    await checker.base.query(
      `update app.${table} set ${column} = regexp_replace(regexp_replace(regexp_replace(${column}, '^990901102', '990902109'), '^990903(?=\\d{3})', '990902'), '^990903$', '990902')`,
    )
    checker.world.set(
      table,
      rows.map((row) => ({ ...row, code: moved(row.code) })),
    )
  }
  const entities = (checker.world.get('entity') ?? []).filter(({ code }) => code.startsWith('990902'))
  expect(entities.length).toBeGreaterThan(10)
  for (const code of ['990901', '990902', '990903', '990901102', '990902109', '9909'])
    for (const role of ['bureau', 'town'] as const)
      await checker.checkAll({ account: ACCOUNTS[1] ?? '', role, code, how: 'territory' }, (tx) =>
        setActor(tx, { accountId: ACCOUNTS[1] as Id, grantId: uuid(7) as Id, name: '', role, scope: { code } }),
      )
})

test('a grant gives a session only between its days, unrevoked, with the account active and the session alive', async () => {
  const today = '2026-06-15'
  const days = ['2026-06-13', '2026-06-14', '2026-06-15', '2026-06-16']
  const { pick, isHit } = random
  const cases = Array.from({ length: 400 }, () => {
    const [from, to] = [pick(days), isHit(0.5) ? pick(days.slice(1)) : null]
    return {
      token: uuid(9),
      account: uuid(9),
      grant: uuid(9),
      from,
      to: to !== null && to <= from ? null : to,
      revoked: isHit(0.1),
      active: isHit(0.9),
      accountEnds: isHit(0.3) ? pick(days) : null,
      expires: isHit(0.8) ? 60 : -1,
      seen: isHit(0.8) ? 5 : 45,
    }
  })
  const at = `timestamptz '2026-06-15 12:00+08'`
  for (const one of cases) {
    await checker.base.query(
      `insert into app.account (id, sign_in_name, display_name, person_name, password_hash, division_code, is_active, expires_on) values ($1, $2, '', '', '', '99', $3, $4)`,
      [one.account, one.account, one.active, one.accountEnds],
    )
    await checker.base.query(
      `insert into app.access_grant (account_id, id, role, scope_code, valid_from, valid_to, revoked_at) values ($1, $2, 'bureau', '99', $3, $4, ${one.revoked ? 'now()' : 'null'})`,
      [one.account, one.grant, one.from, one.to],
    )
    await checker.base.query(
      `insert into app.session (token_hash, account_id, grant_id, created_at, expires_at, id, last_seen_at, stage, has_factor, method, place, agent)
       values (sha256($1::text::bytea), $2, $3, ${at} - interval '1 day', ${at} + ${one.expires} * interval '1 minute', $4, ${at} - ${one.seen} * interval '1 minute', 'open', true, 'password', '', '')`,
      [one.token, one.account, one.grant, one.token],
    )
  }
  const found = await checker.base.query<{ session_id: string }>(
    `select f.session_id from unnest($1::text[]) t, lateral app.find_session(sha256(t::bytea), ${at}, $2::date, interval '30 minutes') f`,
    [cases.map(({ token }) => token), today],
  )
  const expected = cases.filter(
    (one) =>
      one.active &&
      !one.revoked &&
      (one.accountEnds === null || one.accountEnds > today) &&
      one.from <= today &&
      (one.to === null || today < one.to) &&
      one.expires > 0 &&
      one.seen < 30,
  )
  expect(found.map(({ session_id }) => session_id).sort()).toEqual(expected.map(({ token }) => token).sort())
  expect(expected.length).toBeGreaterThan(20)
})
