import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as contract from '#contract/audit.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import { createTestApp, type TestApp, type Visitor } from '#server/db/testing/test-app.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { csvOf } from './csv-of.ts'

let app: TestApp
let bureau: Visitor
beforeAll(async () => {
  app = await createTestApp()
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  bureau = await app.signedIn('bureau', { code: '990901' })
  const account = '00000000-0000-7000-8000-000000000001'
  for (let i = 0; i < 25; i++)
    for (const code of ['990901', '990902']) {
      const actor = { accountId: account as never, grantId: account as never, name: '', role: 'bureau' as const, scope: { code } }
      await actorTx(app.db, actor, (tx) =>
        writeAudit(tx, actor, {
          action: i % 5 === 0 ? 'scheme.signSetting' : 'person.setSecret',
          outcome: i % 4 === 0 ? 'SECRET_TAKEN' : 'done',
          requestId: `r${i}`,
          // pairs share their moment: a page must not lose or repeat one of them
          at: new Date(Date.UTC(2026, 9, 1 + Math.floor(i / 2), 16, 0, 0)),
          note: { subject: 'client', subjectId: `s${i}`, detail: { remark: '=cmd()' } },
        }),
      )
    }
})
afterAll(() => app.close())

const list = async (input: object = {}) =>
  (await bureau.call(contract.listAudit, { from: '2026-10-01', to: '2026-10-31', ...input })).output

test('one must be signed in', async () => {
  expect((await app.anyone.call(contract.listAudit, {})).status).toBe(401)
})

test('another county is not in it', async () => {
  const { entries } = await list({ limit: 500 })
  expect(entries).toHaveLength(25)
  expect(new Set(entries.map(({ divisionCode }) => divisionCode))).toEqual(new Set(['990901']))
})

test('page by page it is the whole, each row once, newest first', async () => {
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: 4, ...(after !== null && { after }) })
    seen.push(...page.entries.map(({ id }) => id))
    after = page.next
  } while (after !== null)
  expect(seen).toEqual((await list({ limit: 500 })).entries.map(({ id }) => id))
  expect(new Set(seen).size).toBe(25)
})

test('a mark for turning pages that is not one is refused', async () => {
  expect((await bureau.call(contract.listAudit, { after: 'x.y' })).problem.code).toBe('AUDIT_CURSOR_UNFIT')
})

describe('it is narrowed', () => {
  test.each<[string, object, number]>([
    ['by operation', { action: 'scheme.signSetting' }, 5],
    ['by module', { action: 'scheme' }, 5],
    ['by outcome', { outcome: 'SECRET_TAKEN' }, 7],
    ['to refusals of any kind', { outcome: 'refused' }, 7],
    ['by subject', { subject: 'client', subjectId: 's3' }, 1],
    ["by Beijing's days: four in the afternoon of UTC is the next one", { from: '2026-10-02', to: '2026-10-02' }, 2],
    ['by who', { accountId: '00000000-0000-7000-8000-000000000001' }, 25],
    ['by who did nothing', { accountId: '00000000-0000-7000-8000-0000000000ff' }, 0],
    ['by several at once', { action: 'scheme', outcome: 'done' }, 3],
  ])('%s', async (_, filter, count) => {
    expect((await list({ limit: 500, ...filter })).entries).toHaveLength(count)
  })
})

test('operations and outcomes are named in Chinese', async () => {
  const [entry] = (await list({ action: 'scheme.signSetting', outcome: 'done' })).entries
  expect(entry).toMatchObject({ actionLabel: '签定设定或读法', outcomeLabel: '已完成', roleLabel: '民政局' })
})

test('an export is a table for a spreadsheet, marked with who took it, runs no formula, and is itself in the audit', async () => {
  const { raw } = await bureau
    .call(contract.exportAudit, { from: '2026-10-01', to: '2026-10-31' })
    .catch(async () => ({ raw: await rawExport() }))
  const lines = raw.body.split('\r\n')
  expect(raw.headers['content-disposition']).toContain('attachment')
  expect(raw.body.codePointAt(0)).toBe(0xfeff)
  expect(lines).toHaveLength(25 + 3)
  expect(lines.at(-2)).toContain('导出人：bureau')
  const [entry] = (await bureau.call(contract.listAudit, { action: 'audit.export' })).output.entries
  expect(entry).toMatchObject({ outcome: 'done', detail: { rows: 25, from: '2026-10-01' } })
})

test('a cell that a spreadsheet would run is only text', () => {
  expect(csvOf([['=1+1', '@x', '-1', '+1', 'a"b', 'a,b', 'a\nb', 'a']])).toBe(`\uFEFF'=1+1,'@x,'-1,'+1,"a""b","a,b","a\nb",a\r\n`)
})

async function rawExport() {
  const { raw } = await bureau.call(contract.listAudit, {})
  const cookie = String(raw.raw.req.headers['cookie'])
  return app.inject({ url: '/api/audit/export?from=2026-10-01&to=2026-10-31', headers: { cookie } })
}
