import { afterAll, beforeAll, expect, test } from 'vitest'
import { signSetting } from '#contract/scheme/index.ts'
import { readSession } from '#contract/session.ts'
import { loadSchemeFolder } from '#server/scheme/index.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { createTestApp, type TestApp, type Visitor } from '#server/db/testing/test-app.ts'
import { findRoot } from '#server/find-root.ts'
import { verifyChains } from '#server/audit/index.ts'
import path from 'node:path'
import { adoptPlan } from './support/stored.ts'

const HOUR = 3_600_000
let offset = 0
let app: TestApp
let bureau: Visitor
beforeAll(async () => {
  app = await createTestApp({ clock: () => new Date(Date.now() + offset) })
  await app.query(`insert into app.county values (990901, '990901', '甲县') on conflict do nothing`)
  await systemTx(app.db, (tx) => loadSchemeFolder(tx, path.join(findRoot(), 'schemes')))
  await adoptPlan(app.connection.migrator)
  bureau = await app.signedIn('bureau', { code: '990901' })
})
afterAll(() => app.close())

const sign = (value: string) => bureau.call(signSetting, { schemeId: 'county90', settingId: 'setting:plan-days', value })

test('a clock that jumps back keeps writes, their order and the audit chain whole', async () => {
  const jumps = [0, -HOUR, -2 * HOUR, -1.9 * HOUR, -30 * HOUR]
  for (const [i, jump] of jumps.entries()) {
    offset = jump
    expect((await sign(`${i + 1} 天`)).status, `jump of ${jump / HOUR} h`).toBe(200)
  }
  const rows = await app.query<{ seq: string; value: string }>(
    `select seq, detail ->> 'value' as value from app.audit_entry where action = 'scheme.signSetting' order by seq`,
  )
  expect(rows.map(({ value }) => value)).toEqual(jumps.map((_, i) => `${i + 1} 天`))
  expect((await verifyChains(app.db)).faults).toEqual([])
})

test('a clock that jumps back gives no session a longer life than its own, and one ahead ends it', async () => {
  offset = 0
  const visitor = await app.signedIn('bureau', { code: '990901' })
  offset = -HOUR
  expect((await visitor.call(readSession, {})).output.session).not.toBeNull()
  offset = 100 * HOUR
  expect((await visitor.call(readSession, {})).output.session).toBeNull()
  offset = 0
})

test('ids made while the clock jumps are never the same', async () => {
  const { rows } = {
    rows: await app.query<{ n: number; d: number }>(
      'select count(*)::int as n, count(distinct id)::int as d from app.audit_entry',
    ),
  }
  expect(rows[0]?.n).toBe(rows[0]?.d)
})
