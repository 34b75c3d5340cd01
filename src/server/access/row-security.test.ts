import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setActor } from '#server/db/actor-tx.ts'
import { BEYOND, ORACLE } from '#server/db/testing/oracle.ts'
import { createRowChecker, type RowChecker } from '#server/db/testing/row-checker.ts'
import { somebody, WAYS } from '#server/db/testing/somebody.ts'
import { seeded } from '#server/db/testing/universe.ts'

/** A quick sample in every run; `npm run nightly` sets a million and another seed each night. */
const WANTED = Number(process.env['RLS_CHECKS'] ?? 60_000)
const SEED = Number(process.env['RLS_SEED'] ?? 20_261_123)
const random = seeded(SEED)

let checker: RowChecker
beforeAll(async () => {
  checker = await createRowChecker(random)
})
afterAll(() => checker.base.close())

test('every table is in the oracle, or stands apart with a reason', async () => {
  const there = await checker.base.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by 1`,
  )
  expect(there.map(({ name }) => name)).toEqual([...Object.keys(ORACLE), ...Object.keys(BEYOND)].sort())
})

test(`random actors read and write what the oracle says, nothing less and nothing more`, async () => {
  // each way in turn: a quick sample is few people, and none may be left out
  for (let i = 0; checker.count() < WANTED; i++) {
    const { who, actor } = somebody(random, WAYS[i % WAYS.length])
    await checker.checkAll(who, (tx) => setActor(tx, actor))
  }
  console.log(`  行级安全核对 ${checker.count()} 次（种子 ${SEED}）`)
}, 3_600_000)

describe('a canary: a wall that is opened on purpose is noticed', () => {
  test.each([
    [
      'a scope that may be null',
      `alter policy entity_read on app.entity using (coalesce(division_code >= app.scope_from(), true) and coalesce(division_code < app.scope_below(), true))`,
    ],
    [
      'a scope without its upper end',
      `alter policy person_secret_read on app.person_secret using (division_code >= app.scope_from() and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))`,
    ],
    [
      'a sample that may be written',
      `alter policy entity_update on app.entity using (division_code >= app.scope_from() and division_code < app.scope_below() and app.may_reach(division_code, agency_id, station_id, assigned_to, round_ids))`,
    ],
    [
      'a decision in another name',
      `alter policy decision_append on app.decision with check (app.reach() = 'territory' and division_code >= app.scope_from() and division_code < app.scope_below())`,
    ],
    ['a record that can be put outside the scope', `alter policy entity_insert on app.entity with check (app.may_change())`],
    [
      'an audit that every office reads',
      `alter policy audit_entry_read on app.audit_entry using (app.reach() = 'territory' and division_code >= app.scope_from() and division_code < app.scope_below())`,
    ],
    ['row-level security that is off', `alter table app.signature disable row level security`],
  ])('%s', async (_, wall) => {
    const [table = '', policy] = [/ app\.(\w+)/.exec(wall)?.[1], /policy (\w+)/.exec(wall)?.[1]]
    const [before] = await checker.base.query<{ qual: string | null; with_check: string | null }>(
      `select qual, with_check from pg_policies where tablename = $1 and policyname = $2`,
      [table, policy ?? ''],
    )
    await checker.base.query(wall)
    const canary = seeded(7)
    const attack = async (): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        const { who, actor } = somebody(canary)
        await checker.checkAll(who, (tx) => setActor(tx, actor))
      }
      await checker.checkAll({}, async () => undefined)
    }
    const noticed = await attack().then(
      () => 'nothing',
      (error: unknown) => String(error),
    )
    if (policy === undefined) await checker.base.query(`alter table app.${table} enable row level security`)
    else {
      if (before?.qual != null) await checker.base.query(`alter policy ${policy} on app.${table} using (${before.qual})`)
      const check = before?.with_check ?? before?.qual
      if (check != null && (before?.with_check != null || wall.includes('with check')))
        await checker.base.query(`alter policy ${policy} on app.${table} with check (${check})`)
    }
    expect(noticed).toContain(table)
  })
})
