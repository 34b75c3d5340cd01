import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as contract from '#contract/person-secret.ts'
import { fixedKeyring, type Keyring } from '#server/crypto/index.ts'
import { createTestApp, type TestApp, type Visitor } from '#server/db/testing/test-app.ts'
import { rotateSecrets, countSecretsByKey } from './rotate-secrets.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [OLD, NEW] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
const number = '99090119491231003X'
const other = '990901195001010065'
const phone = '10012345678'

let secrets = [OLD]
const live: Keyring = {
  suite: 'international',
  current: () => fixedKeyring(secrets).current(),
  byId: (key) => fixedKeyring(secrets).byId(key),
  all: () => fixedKeyring(secrets).all(),
}
let app: TestApp
let bureau: Visitor
let foreign: Visitor
let logged = ''
beforeAll(async () => {
  const logStream = new PassThrough()
  logStream.on('data', (chunk: Buffer) => (logged += chunk.toString()))
  app = await createTestApp({ keyring: live, logLevel: 'trace', logStream })
  await app.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  for (const [county, n, code, name] of [
    [1, 1, '990901101', '张翠花'],
    [1, 2, '990901102', '李四'],
    [2, 3, '990902101', '王五'],
  ])
    await app.query(
      `insert into app.entity (county_id, subject, id, division_code, station_id, name, facts) values ($1, 'client', $2, $3, $4, $5, '{}')`,
      [county, id(Number(n)), code, id(50), name],
    )
  bureau = await app.signedIn('bureau', { code: '990901' })
  foreign = await app.signedIn('bureau', { code: '990902' })
})
afterAll(() => app.close())
beforeEach(async () => {
  secrets = [OLD]
  await app.query('delete from app.person_secret')
  expect((await set(1, 'id-number', number)).status).toBe(200)
})

const set = (n: number, kind: contract.SecretKind, value: string, who = bureau) =>
  who.call(contract.setSecret, { personId: id(n), kind, value })
const reveal = (n: number, who = bureau, kind: contract.SecretKind = 'id-number') =>
  who.call(contract.revealSecret, { personId: id(n), kind, reason: 'payment', remark: '发放补贴前核对' })
const find = (value: string, who = bureau, kind: contract.SecretKind = 'id-number') =>
  who.call(contract.findPerson, { kind, value })
const audits = () =>
  app.query<{ action: string; outcome: string; text: string }>(
    `select action, outcome, concat(detail::text, changes::text, subject_id) as text from app.audit_entry where action like 'person.%' order by seq desc`,
  )

describe.each([
  ['list', () => contract.listSecrets, { personId: id(1) }],
  ['set', () => contract.setSecret, { personId: id(1), kind: 'phone', value: phone }],
  ['find', () => contract.findPerson, { kind: 'phone', value: phone }],
  ['reveal', () => contract.revealSecret, { personId: id(1), kind: 'id-number', reason: 'payment', remark: '核对' }],
] as const)('to %s', (name, endpoint, input) => {
  test('one must be signed in', async () => {
    expect((await app.anyone.call(endpoint() as never, input as never)).status).toBe(401)
  })

  test('another county has nobody of that id', async () => {
    const { status, output } = await foreign.call(endpoint() as never, input as never)
    if (name === 'find') expect(output).toEqual({ people: [] })
    else expect(status).toBe(404)
  })
})

test('a list shows the number masked, and only what it is', async () => {
  await set(1, 'phone', '100-1234-5678')
  const { output } = await bureau.call(contract.listSecrets, { personId: id(1) })
  expect(output.secrets.map(({ kind, masked }) => [kind, masked])).toEqual([
    ['id-number', '990901********003X'],
    ['phone', '100****5678'],
  ])
})

test('a number that cannot be one is refused', async () => {
  for (const [kind, value] of [
    ['id-number', '990901194912310031'],
    ['phone', '12345'],
    ['bank', '6222x'],
  ] as const)
    expect((await set(1, kind, value)).problem.code).toBe('SECRET_UNFIT')
})

test('an identity number belongs to one person of a county; a phone may be shared; another county knows nothing of it', async () => {
  expect((await set(2, 'id-number', number)).problem.code).toBe('SECRET_TAKEN')
  expect((await set(3, 'id-number', number, foreign)).status).toBe(200)
  expect((await set(1, 'phone', phone)).status).toBe(200)
  expect((await set(2, 'phone', phone)).status).toBe(200)
})

test('two that record the same number at once: one of them gets it', async () => {
  const answers = await Promise.all([set(1, 'id-number', other), set(2, 'id-number', other)])
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
})

test('a person is found by the whole number, however it is written, and named with a mask', async () => {
  expect((await find('990901 19491231 003x')).output.people).toEqual([
    { personId: id(1), subject: 'client', name: '张*花', divisionCode: '990901101' },
  ])
  expect((await find('990901194912310030')).output.people).toEqual([])
})

test('a worker finds and reveals only people of the own station', async () => {
  const own = await app.signedIn('worker', { code: '990901', stationId: id(50) as never })
  const next = await app.signedIn('worker', { code: '990901', stationId: id(51) as never })
  expect((await reveal(1, own)).output).toEqual({ value: number, showSeconds: 30 })
  expect((await reveal(1, next)).status).toBe(404)
  expect((await find(number, next)).output.people).toEqual([])
})

test('looking at a number asks a reason, and the audit keeps who, whose and why, not the number', async () => {
  expect(
    (await bureau.call(contract.revealSecret, { personId: id(1), kind: 'id-number', reason: 'payment', remark: '' })).status,
  ).toBe(400)
  await bureau.call(contract.revealSecret, { personId: id(1), kind: 'id-number', reason: 'payment', remark: `核对 ${number}` })
  const [row] = await audits()
  expect(row).toMatchObject({ action: 'person.revealSecret', outcome: 'done' })
  expect(row?.text).toContain(id(1))
  expect(row?.text).toContain('990901********003X')
})

test('the audit of a change shows that it changed and back to what, by keyed hashes', async () => {
  await set(1, 'id-number', other)
  await set(1, 'id-number', number)
  const [back, away] = (await audits())
    .slice(0, 2)
    .map(({ text }) => JSON.parse(text.slice(0, text.lastIndexOf(']') + 1)) as { before: string; after: string }[])
  expect(back?.[0]?.after).toBe(away?.[0]?.before)
  expect(back?.[0]?.after).toMatch(/^hmac:/)
})

test('neither the database as it is dumped, nor the logs, nor the audit holds a number in clear', async () => {
  await set(1, 'phone', phone)
  await find(phone, bureau, 'phone')
  await find('no number at all')
  await reveal(1)
  await set(1, 'id-number', number.slice(0, 17) + '1')
  const dump = (
    await app.query<{ line: string }>(
      `select s::text as line from app.person_secret s union all select e::text from app.audit_entry e`,
    )
  )
    .map(({ line }) => line)
    .join('\n')
  const hexed = (text: string) => Buffer.from(text).toString('hex')
  for (const clear of [number, number.slice(0, 17), phone]) {
    expect(dump).not.toContain(clear)
    expect(dump).not.toContain(hexed(clear))
    expect(logged).not.toContain(clear)
  }
  expect(dump).toContain('003X')
})

test('a ciphertext moved to another person does not read there', async () => {
  await set(2, 'id-number', other)
  await app.query(
    `update app.person_secret set ciphertext = (select ciphertext from app.person_secret where person_id = $1) where person_id = $2`,
    [id(1), id(2)],
  )
  expect((await reveal(2)).problem.code).toBe('SECRET_UNREADABLE')
})

test('the number goes with the person who moves to another station or is removed', async () => {
  await app.query(`update app.entity set station_id = $1, division_code = '990901103' where id = $2`, [id(51), id(1)])
  expect(await app.query(`select station_id, division_code from app.person_secret`)).toEqual([
    { station_id: id(51), division_code: '990901103' },
  ])
  await app.query(`update app.entity set station_id = $1, division_code = '990901101' where id = $2`, [id(50), id(1)])
})

describe('while keys are changed', () => {
  test('readers go on with both, the number stays one person’s, and at the end nothing stands under the old key', async () => {
    await set(2, 'id-number', other)
    secrets = [NEW, OLD]
    expect((await reveal(1)).output.value).toBe(number)
    expect((await find(number)).output.people).toHaveLength(1)
    expect((await set(2, 'id-number', number)).problem.code).toBe('SECRET_TAKEN')
    await set(2, 'phone', phone)
    expect(await rotateSecrets(app.db, live)).toBe(2)
    expect([...(await countSecretsByKey(app.db))]).toEqual([[live.current().id, 3]])
    secrets = [NEW]
    expect((await reveal(1)).output.value).toBe(number)
    expect((await find(number)).output.people).toHaveLength(1)
    expect((await find(phone, bureau, 'phone')).output.people).toHaveLength(1)
  })

  test('readers and writers at work see no fault, and a rotation that broke off is taken up', async () => {
    await app.query(`insert into app.entity (county_id, subject, id, division_code, name, facts)
      select 1, 'client', ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid, '990901101', '', '{}' from generate_series(1, 60) n on conflict do nothing`)
    const person = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`
    for (let n = 1; n <= 60; n++)
      await bureau.call(contract.setSecret, { personId: person(n), kind: 'phone', value: `1001234${1000 + n}` })
    secrets = [NEW, OLD]
    const rotation = Promise.all([rotateSecrets(app.db, live), rotateSecrets(app.db, live)])
    const work = Promise.all(
      Array.from({ length: 60 }, (_, i) => i + 1).map(async (n) => {
        const answer = await bureau.call(contract.revealSecret, {
          personId: person(n),
          kind: 'phone',
          reason: 'contact',
          remark: '联系',
        })
        expect(answer.output.value).toBe(`1001234${1000 + n}`)
        if (n % 5 === 0)
          expect(
            (await bureau.call(contract.setSecret, { personId: person(n), kind: 'phone', value: `1009999${1000 + n}` })).status,
          ).toBe(200)
      }),
    )
    await Promise.all([rotation, work])
    await rotateSecrets(app.db, live)
    expect([...(await countSecretsByKey(app.db)).keys()]).toEqual([live.current().id])
  })
})
