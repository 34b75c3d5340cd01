import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadScheme } from '#domain/scheme/index.ts'
import type { Actor, Scope } from '#domain/kernel/actor.ts'
import { newId } from '#server/http/new-id.ts'
import { actorTx, systemTx } from '#server/db/actor-tx.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import { findRoot } from '#server/find-root.ts'
import { listSchemeIds, readSchemeFolder } from '#server/scheme/index.ts'
import { loadDivisions, storeDivisions } from '#server/territory/index.ts'
import { DEMO_ACCOUNTS } from './demo-accounts.ts'
import { demoSchemes } from './demo-schemes.ts'
import { loadDemo, type SchemeSettings } from './load-demo.ts'

const root = findRoot()
const file = path.join(root, 'territory/divisions.tsv.gz')
const divisions = loadDivisions(file)
const demos = demoSchemes(divisions)
const schemes: SchemeSettings[] = listSchemeIds(path.join(root, 'schemes')).flatMap((id) => {
  const { scheme } = loadScheme(readSchemeFolder(path.join(root, 'schemes', id)))
  return scheme ? [scheme] : []
})
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** What an actor of that scope may read. */
const countSeen = async (scope: Scope | undefined, subject: string, accountId = newId()): Promise<number> => {
  const actor: Actor | undefined = scope && { accountId, grantId: newId(), name: '演示', role: 'bureau', scope }
  const seen = await actorTx(database.db, actor, (tx) =>
    tx.selectFrom('fact').select('id').where('subject', '=', subject).execute(),
  )
  return Array.isArray(seen) ? seen.length : -1
}
const scopeOf = (name: string, at = 0): Scope => {
  const scope = DEMO_ACCOUNTS.find((account) => account.signInName === name)?.grants[at]?.scope
  if (!scope) throw new Error(name)
  return scope
}

describe('loading the demonstration', () => {
  it('brings in all plans, and nothing the second time', async () => {
    expect([...(await loadDemo(database.db, divisions, schemes))].sort()).toEqual(demos.map((d) => d.schemeId).sort())
    expect(await loadDemo(database.db, divisions, schemes)).toEqual([])
    const [row] = await database.query<{ n: number }>('select count(*)::int as n from app.fact')
    expect(row?.n).toBe(demos.reduce((sum, { entities }) => sum + entities.length, 0))
  })
  it('shows nothing to nobody', async () => expect(await countSeen(undefined, 'station')).toBe(0))
  it('shows each office its own territory only', async () => {
    expect(await countSeen(scopeOf('bureau'), 'station')).toBe(13)
    expect(await countSeen(scopeOf('jiaxing'), 'station')).toBe(72)
    expect(await countSeen({ code: '990902' }, 'client')).toBe(0)
  })
  it('shows a worker the own station’s people only, an agency its own', async () => {
    const [worker, agency, bureau] = await Promise.all(
      ['worker', 'agency', 'bureau'].map((name) => countSeen(scopeOf(name), 'client')),
    )
    expect(worker).toBe(12)
    expect(agency).toBeGreaterThan(12)
    expect(bureau).toBeGreaterThan(agency ?? 0)
  })
  it('shows a worker the own clients, a supervisor the own stations’, an evaluator the sample of one round', async () => {
    const workerAccount = DEMO_ACCOUNTS.find(({ signInName }) => signInName === 'worker')?.id
    expect(await countSeen(scopeOf('worker', 1), 'client', workerAccount)).toBe(12)
    expect(await countSeen(scopeOf('worker', 1), 'client')).toBe(0)
    expect(await countSeen(scopeOf('worker', 1), 'payroll', workerAccount)).toBe(0)
    const [all, supervised, sampled] = await Promise.all(
      ['bureau', 'supervisor', 'evaluator'].map((name) => countSeen(scopeOf(name), 'client')),
    )
    expect([supervised ?? 0, sampled ?? 0].every((n) => n > 0 && n < (all ?? 0))).toBe(true)
    expect(await countSeen(scopeOf('evaluator'), 'payroll')).toBe(0)
    expect(await countSeen(scopeOf('evaluator'), 'supervision')).toBeLessThan(await countSeen(scopeOf('bureau'), 'supervision'))
  })
  it('puts the plans in force with a day of their own, in counties that say 演示', async () => {
    const rows = await database.query<{ scheme_id: string; reference_day: string }>(
      'select scheme_id, reference_day::text from app.scheme_adoption',
    )
    expect(new Map(rows.map((r) => [r.scheme_id, r.reference_day]))).toEqual(new Map(demos.map((d) => [d.schemeId, d.demoDay])))
    const [odd] = await database.query<{ n: number }>(
      `select count(*)::int as n from app.county where id <> 0 and name not like '%演示%'`,
    )
    expect(odd?.n).toBe(0)
  })
  it('signs all settings but those left open', async () => {
    const rows = await database.query<{ subject: string; scheme_id: string }>('select subject, scheme_id from app.signature')
    for (const { id, nature, settings, overlays } of schemes) {
      if (nature === 'law') continue
      const open = demos.find((d) => d.schemeId === id)?.unsigned ?? []
      const wanted = [settings, ...overlays.map((o) => o.settings)]
        .flatMap((s) => Object.keys(s))
        .filter((key) => !open.includes(key))
      expect(
        rows
          .filter((r) => r.scheme_id === id)
          .map((r) => r.subject)
          .sort(),
      ).toEqual(wanted.map((key) => `setting:${key}`).sort())
    }
  })
  it('signs what the law leaves open wherever a plan is in force', async () => {
    for (const { id, settings } of schemes.filter(({ nature }) => nature === 'law')) {
      const rows = await database.query<{ unit_code: string; subject: string }>(
        'select unit_code, subject from app.signature where scheme_id = $1',
        [id],
      )
      const wanted = demos.flatMap(({ adoption }) => Object.keys(settings).map((key) => `${adoption.unitCode} setting:${key}`))
      expect(rows.map((row) => `${row.unit_code} ${row.subject}`).sort()).toEqual(wanted.sort())
    }
  })
})

it('the divisions come into their table once, beside those of the demonstration', async () => {
  expect(await systemTx(database.db, (tx) => storeDivisions(tx, file))).toBe(divisions.list.length)
  expect(await systemTx(database.db, (tx) => storeDivisions(tx, file))).toBe(0)
})
