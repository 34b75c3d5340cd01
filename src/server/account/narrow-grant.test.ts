import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '#contract/account.ts'
import * as session from '#contract/session.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { openBrowser, type Browser } from '#server/db/testing/browser.ts'
import { createTestApp, TEST_PASSWORD, type TestApp } from '#server/db/testing/test-app.ts'
import { putRecord } from '#server/db/testing/put-record.ts'
import { newId } from '#server/http/new-id.ts'
import { addAccount } from './add-account.ts'

let app: TestApp
let bureau: Browser
let accountId = ''
const [stationId, roundId] = [newId(), newId()]
const validTo = '2099-12-31'
const at = { scopeCode: '990901', validTo }

beforeAll(async () => {
  app = await createTestApp()
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  await systemTx(app.db, async (tx) => {
    for (const [signInName, role, code] of [
      ['bureau', 'bureau', '990901'],
      ['person', 'village', '990901101001'],
    ] as const)
      await addAccount(tx, {
        signInName,
        displayName: '王明',
        password: TEST_PASSWORD,
        grants: [{ role, scope: { code }, validFrom: '2023-01-01' }],
      })
  })
  bureau = openBrowser(app)
  await bureau.call(session.signIn, { name: 'bureau', password: TEST_PASSWORD })
  const [row] = await app.query<{ id: string }>(`select id from app.account where sign_in_name = 'person'`)
  accountId = row?.id ?? ''
})
afterAll(() => app.close())

type Given = Parameters<typeof give>[0]
const give = (grant: Parameters<typeof contract.GrantInput.parse>[0]) =>
  bureau.call(contract.addGrant, { accountId, grant: grant as never })

test.each<[string, Given, object]>([
  ['a zone', { role: 'centre', ...at, towns: ['990901101', '990901102'] }, { towns: ['990901101', '990901102'] }],
  ['a sample', { role: 'evaluator', ...at, roundId }, { roundId, isOwn: false, towns: null }],
  ['own cases of a supervisor', { role: 'supervisor', ...at, isOwn: true }, { isOwn: true }],
])('%s is given, and stands in the account', async (_, grant, wanted) => {
  const { status, output } = await give(grant)
  expect(status).toBe(200)
  expect(output.grants).toContainEqual(expect.objectContaining({ role: (grant as { role: string }).role, ...wanted }))
})

test('what a grant may name is offered by name, of the own scope only', async () => {
  const names = { station: '平原镇社工站', agency: '晨帆机构', contract: '服务协议', posting: '驻站岗位', evaluation: '中期评估' }
  await app.query(
    `insert into app.division (code, name, level) values ('990901', '甲县', 'county'), ('990902', '乙县', 'county')`,
  )
  for (const [i, code] of ['990901', '990902'].entries())
    for (const [subject, name] of Object.entries(names))
      await putRecord(app, {
        subject,
        id: newId(),
        divisionCode: code,
        name: `${code} ${name}`,
        countyId: i + 1,
        isOpen: true,
      })
  const { output } = await bureau.call(contract.listGrantPlaces, {})
  expect(output.divisions).toEqual([{ code: '990901', name: '甲县' }])
  const { stations, agencies, contracts, postings, rounds } = output
  expect([stations, agencies, contracts, postings, rounds].map((list) => list.map(({ name }) => name))).toEqual(
    Object.values(names).map((name) => [`990901 ${name}`]),
  )
})

test('a worker for the own clients still names the station', async () => {
  const created = (more: object) =>
    bureau.call(contract.createAccount, {
      signInName: 'worker.one',
      personName: '秦月',
      grants: [{ role: 'worker', ...at, isOwn: true, ...more }],
    })
  expect((await created({})).problem.code).toBe('GRANT_INCOMPLETE')
  const { output } = await created({ stationId })
  expect(output.account.grants).toMatchObject([{ stationId, isOwn: true }])
})

test.each<[string, Given, string]>([
  ['towns of another county', { role: 'centre', ...at, towns: ['990901101', '990902101'] }, 'GRANT_NARROW_UNFIT'],
  ['a town twice', { role: 'centre', ...at, towns: ['990901101', '990901101'] }, 'GRANT_NARROW_UNFIT'],
  ['two narrowings', { role: 'evaluator', ...at, towns: ['990901101'], roundId }, 'GRANT_NARROW_UNFIT'],
  ['a zone for a role that has none', { role: 'town', ...at, towns: ['990901101'] }, 'GRANT_INCOMPLETE'],
  ['a sample for a bureau', { role: 'bureau', ...at, roundId }, 'GRANT_INCOMPLETE'],
  ['a volunteer for everything', { role: 'volunteer', ...at }, 'GRANT_INCOMPLETE'],
  ['a zone beyond the ceiling', { role: 'centre', ...at, scopeCode: '990902', towns: ['990902101'] }, 'GRANT_ABOVE_OWN'],
  ['no town', { role: 'centre', ...at, towns: [] }, 'INPUT_INVALID'],
])('refused: %s', async (_, grant, code) => {
  expect((await give(grant)).problem.code).toBe(code)
})
