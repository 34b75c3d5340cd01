import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as access from '#contract/access.ts'
import { listAudit } from '#contract/audit.ts'
import { listSecrets, revealSecret, setSecret } from '#contract/person-secret.ts'
import { createTestApp, type TestApp, type Visitor } from '#server/db/testing/test-app.ts'

const person = '00000000-0000-7000-8000-000000000001'
const reason = '接到举报，须当面核对低保名单'
let now = new Date('2026-11-23T04:00:00Z')
let app: TestApp
let auditor: Visitor
let bureau: Visitor
let neighbour: Visitor

beforeAll(async () => {
  app = await createTestApp({ clock: () => now })
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  await app.query(
    `insert into app.entity (county_id, subject, id, division_code, name, facts) values (2, 'client', $1, '990902101', '王五', '{}')`,
    [person],
  )
  auditor = await app.signedIn('auditor', { code: '990901' })
  bureau = await app.signedIn('bureau', { code: '990902' })
  neighbour = await app.signedIn('bureau', { code: '990901' })
  await bureau.call(setSecret, { personId: person, kind: 'phone', value: '10012345678' })
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.query('delete from app.break_glass')
  await keepSessions()
})

/** Sessions end by themselves, too: not the matter here. */
const keepSessions = () =>
  app.query(`update app.session set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'`, [now])

const open = (who = auditor, countyCode = '990902') => who.call(access.openGlass, { countyCode, reason })
const reveal = (who = auditor) => who.call(revealSecret, { personId: person, kind: 'phone', reason: 'audit', remark: '核对' })
const cases = async (who: Visitor) => (await who.call(access.listGlass, {})).output.cases

test('one must be signed in', async () => {
  expect((await open(app.anyone)).status).toBe(401)
})

test('before it, another county has nobody of that id, and nobody may look at numbers', async () => {
  expect((await reveal()).status).toBe(403)
  expect((await open(neighbour)).problem.code).toBe('NOT_ALLOWED')
})

describe('while the glass is broken', () => {
  beforeEach(async () => {
    expect((await open()).output).toMatchObject({
      countyCode: '990902',
      isOpen: true,
      reason,
      expiresAt: new Date(now.getTime() + 3 * 3_600_000).toISOString(),
    })
  })

  test('the county is read, and nothing is written', async () => {
    expect((await reveal()).output.value).toBe('10012345678')
    expect((await auditor.call(setSecret, { personId: person, kind: 'phone', value: '10012345679' })).problem.code).toBe(
      'NOT_ALLOWED',
    )
    expect((await auditor.call(listAudit, {})).problem.code).toBe('NOT_ALLOWED')
    expect((await open()).problem.code).toBe('NOT_ALLOWED')
  })

  test('the database itself lets nothing be written', async () => {
    const { actorTx } = await import('#server/db/actor-tx.ts')
    const { glassScope } = await import('#domain/access/index.ts')
    const actor = {
      accountId: person as never,
      grantId: person as never,
      name: '',
      role: 'auditor' as const,
      scope: glassScope('990902', person as never),
    }
    const changed = await actorTx(
      app.db,
      actor,
      async (tx) => (await tx.updateTable('entity').set({ name: 'x' }).executeTakeFirst()).numUpdatedRows,
    )
    expect(changed).toBe(0n)
  })

  test('the bureau of that county sees who, why and until when; another does not', async () => {
    expect(await cases(bureau)).toMatchObject([
      { name: expect.any(String) as string, roleLabel: '审计', reason, countyCode: '990902', isOpen: true },
    ])
    expect(await cases(neighbour)).toEqual([])
  })

  test('whatever is looked at stands in the audit of that county', async () => {
    await auditor.call(listSecrets, { personId: person })
    await reveal()
    const { entries } = (await bureau.call(listAudit, { limit: 3 })).output
    expect(entries.map(({ action, roleLabel }) => [action, roleLabel])).toEqual([
      ['person.revealSecret', '审计'],
      ['person.listSecrets', '审计'],
      ['access.openGlass', '审计'],
    ])
  })

  test('it ends after three hours by itself', async () => {
    const before = now
    now = new Date(now.getTime() + 3 * 3_600_000 - 1)
    await keepSessions()
    expect((await reveal()).status).toBe(200)
    now = new Date(now.getTime() + 1)
    expect((await reveal()).problem.code).toBe('NOT_ALLOWED')
    expect((await cases(bureau))[0]).toMatchObject({ isOpen: false })
    now = before
    await keepSessions()
  })

  test('it ends when it is closed, for good', async () => {
    expect((await auditor.call(access.closeGlass, {})).status).toBe(200)
    expect((await reveal()).problem.code).toBe('NOT_ALLOWED')
    expect((await auditor.call(access.closeGlass, {})).problem.code).toBe('GLASS_NOT_OPEN')
  })
})

test('a county of another city, or none at all, stays shut', async () => {
  expect((await open(auditor, '990801')).problem.code).toBe('GLASS_OUT_OF_REACH')
  expect((await open(auditor, '990999')).problem.code).toBe('GLASS_OUT_OF_REACH')
})

test('nobody keeps it open for longer, past the program', async () => {
  await open()
  await expect(app.query(`update app.break_glass set expires_at = expires_at + interval '1 minute'`)).rejects.toThrow(
    /check constraint/,
  )
})

test('a person of another county and one who is not there answer alike, and take alike', async () => {
  const nobody = '00000000-0000-7000-8000-0000000000aa'
  const elapsed: Record<string, number[]> = { [person]: [], [nobody]: [] }
  for (let i = 0; i < 60; i++)
    for (const personId of i % 2 === 0 ? [person, nobody] : [nobody, person]) {
      const from = performance.now()
      const { status, problem } = await neighbour.call(revealSecret, { personId, kind: 'phone', reason: 'audit', remark: '核对' })
      elapsed[personId]?.push(performance.now() - from)
      const { requestId, ...same } = problem
      expect(requestId).toBeDefined()
      expect([status, same]).toEqual([
        404,
        {
          type: 'urn:sgz:problem:PERSON_NOT_FOUND',
          title: '没有这个人，或不在您的范围内',
          status: 404,
          code: 'PERSON_NOT_FOUND',
        },
      ])
    }
  const sorted = (list: readonly number[] = []): number[] => [...list].sort((a, b) => a - b)
  const at = (id: string, share: number): number => sorted(elapsed[id])[Math.floor(60 * share)] ?? 0
  // medians apart by less than one of them scatters
  const spread = Math.max(at(person, 0.75) - at(person, 0.25), at(nobody, 0.75) - at(nobody, 0.25), 0.5)
  expect(Math.abs(at(person, 0.5) - at(nobody, 0.5))).toBeLessThan(spread)
})
