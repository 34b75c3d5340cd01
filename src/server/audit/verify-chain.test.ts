import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeEach, afterEach, describe, expect, test } from 'vitest'
import type { Actor } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import { createTestDatabase, type TestDatabase } from '#server/db/testing/test-database.ts'
import type { AuditNote } from '#server/http/context.ts'
import { writeAudit } from '#server/http/write-audit.ts'
import { keepAnchor, readAnchors } from './anchor.ts'
import { verifyChains } from './verify-chain.ts'

const bureau: Actor = {
  accountId: '00000000-0000-7000-8000-000000000090' as Id,
  grantId: '00000000-0000-7000-8000-000000000091' as Id,
  name: '某',
  role: 'bureau',
  scope: { code: '990901' },
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sgz-anchors-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

let base: TestDatabase
let dataDir: string
beforeEach(async () => {
  base = await createTestDatabase()
  dataDir = fs.mkdtempSync(path.join(folder, 'data-'))
  await base.query(`insert into app.county values (1, '990901', '甲县'), (2, '990902', '乙县')`)
  await write(8)
})
afterEach(() => base.close())

async function write(count: number, suite?: 'sm', note: AuditNote = {}, actor = bureau): Promise<void> {
  for (let i = 0; i < count; i++)
    await actorTx(base.db, actor, (tx) =>
      writeAudit(tx, actor, {
        action: 'test.do',
        outcome: 'done',
        requestId: `r${i}`,
        at: new Date('2026-11-23T01:02:03.004Z'),
        suite,
        note: { detail: { n: i, text: '引号"和\n换行\u0001' }, ...note },
      }),
    )
}

/** As somebody who holds the owner's role, past row-level security. */
async function tamper(...statements: readonly string[]): Promise<void> {
  await base.query(`set role sgz_owner`)
  try {
    await base.query(`alter table app.audit_entry no force row level security`)
    for (const statement of statements) await base.query(statement)
  } finally {
    await base.query(`alter table app.audit_entry force row level security`)
    await base.query(`reset role`)
  }
}
const verify = async () =>
  (await verifyChains(base.db, readAnchors(dataDir).anchors)).faults.map(({ countyId, seq, kind }) => [countyId, kind, seq])
const idOf = async (seq: number) =>
  (await base.query<{ id: string }>(`select id from app.audit_entry where county_id = 1 and seq = $1`, [seq]))[0]?.id

test('a chain that nobody touched is whole, each county its own, in either hash', async () => {
  await write(3, 'sm')
  await write(2)
  await write(2, undefined, {}, { ...bureau, scope: { code: '990902' } })
  await write(1, undefined, { changes: [{ field: 'phone', before: null, after: 'hmac:1' }] })
  await write(1, 'sm', { changes: [{ field: 'name', before: '甲', after: '乙/\u2028' }] })
  expect(await verifyChains(base.db)).toMatchObject({ rows: 17, counties: 2, faults: [] })
  expect(await base.query(`select county_id, max(seq)::int as n from app.audit_entry group by 1 order by 1`)).toEqual([
    { county_id: 1, n: 15 },
    { county_id: 2, n: 2 },
  ])
})

test('what the program hashes for SM3 is what the database makes of the row', async () => {
  await write(1, 'sm')
  expect((await verifyChains(base.db)).faults).toEqual([])
})

test('writers of one county at once make one chain, without a gap', async () => {
  await Promise.all(Array.from({ length: 20 }, () => write(3)))
  expect(await verifyChains(base.db)).toMatchObject({ rows: 68, faults: [] })
})

test('a refusal that rolls back leaves no hole', async () => {
  await actorTx(base.db, bureau, async (tx) => {
    await writeAudit(tx, bureau, { action: 'x.y', outcome: 'done', requestId: 'r', at: new Date(), note: {} })
    return { refused: true as const, code: 'NO' }
  })
  await write(1)
  expect(await verifyChains(base.db)).toMatchObject({ rows: 9, faults: [] })
})

describe('the owner of the database', () => {
  test.each(['action', 'outcome', 'division_code', 'request_id'])(
    'who changes %s of a row is found, and the row is named',
    async (column) => {
      await tamper(`update app.audit_entry set ${column} = '1' where county_id = 1 and seq = 4`)
      const { faults } = await verifyChains(base.db)
      expect(faults).toEqual([{ countyId: 1, seq: 4, id: await idOf(4), kind: 'changed', because: expect.any(String) as string }])
    },
  )

  test('who changes the account, the time or the detail is found', async () => {
    await tamper(
      `update app.audit_entry set account_id = gen_random_uuid() where seq = 2`,
      `update app.audit_entry set recorded_at = recorded_at + interval '1 microsecond' where seq = 3`,
      `update app.audit_entry set detail = '{}' where seq = 5`,
    )
    expect(await verify()).toEqual([
      [1, 'changed', 2],
      [1, 'changed', 3],
      [1, 'changed', 5],
    ])
  })

  test('who changes a row and hashes it anew is found', async () => {
    await tamper(
      `update app.audit_entry set action = 'x.y' where seq = 4`,
      `update app.audit_entry e set hash = sha256(e.prev_hash || convert_to(app.audit_text(e), 'UTF8')) where seq = 4`,
    )
    expect(await verify()).toEqual([[1, 'changed', 4]])
  })

  test.each([[1], [4]])('who removes row %s is found', async (seq) => {
    await tamper(`delete from app.audit_entry where seq = ${seq}`)
    expect(await verify()).toEqual([[1, 'removed', seq]])
  })

  test('who removes the last rows is found', async () => {
    await tamper(`delete from app.audit_entry where seq > 6`)
    expect(await verify()).toEqual([[1, 'removed', 7]])
  })

  test('who removes the last rows and sets the end back is found by the anchor', async () => {
    await keepAnchor(base.db, dataDir, new Date('2026-11-23T04:00:00Z'))
    await tamper(
      `delete from app.audit_entry where seq > 6`,
      `update app.audit_head set seq = 6, hash = (select hash from app.audit_entry where seq = 6)`,
    )
    expect((await verifyChains(base.db)).faults).toEqual([])
    expect(await verify()).toEqual([[1, 'removed', 8]])
  })

  test('who slips a row in, well hashed, and renumbers the rest is found', async () => {
    const forged = `insert into app.audit_entry (county_id, id, recorded_at, role, action, outcome, division_code, seq, prev_hash, hash)
      select 1, '00000000-0000-7000-8000-0000000000ff', recorded_at, 'bureau', 'x.y', 'done', '990901', 4, hash, ''::bytea from app.audit_entry where seq = 3`
    await tamper(
      `update app.audit_entry set seq = seq + 100 where seq > 3`,
      `update app.audit_entry set seq = seq - 99 where seq > 3`,
      forged,
      `update app.audit_entry e set hash = sha256(e.prev_hash || convert_to(app.audit_text(e), 'UTF8')) where seq = 4`,
      `update app.audit_head set seq = 9`,
    )
    expect(await verify()).toContainEqual([1, 'inserted', 4])
  })

  test('who adds a row behind the end is found', async () => {
    await tamper(`insert into app.audit_entry (county_id, id, role, action, outcome, division_code, seq, prev_hash, hash)
      select 1, '00000000-0000-7000-8000-0000000000ff', 'bureau', 'x.y', 'done', '990901', 9, hash, ''::bytea from app.audit_entry where seq = 8`)
    expect(await verify()).toEqual([
      [1, 'changed', 9],
      [1, 'inserted', 9],
    ])
  })

  test('who replaces the function that says what a row is hashed from hides nothing', async () => {
    await tamper(
      `create or replace function app.audit_text(e app.audit_entry) returns text language sql stable as $$ select 'x' $$`,
      `update app.audit_entry set action = 'x.y' where seq = 4`,
    )
    expect(await verify()).toEqual([[1, 'changed', 4]])
  })

  test('who lets two rows change places is found, and both are named', async () => {
    await tamper(
      `update app.audit_entry set seq = 1000 where seq = 3`,
      `update app.audit_entry set seq = 3 where seq = 6`,
      `update app.audit_entry set seq = 6 where seq = 1000`,
    )
    expect(await verify()).toEqual([
      [1, 'moved', 3],
      [1, 'moved', 6],
    ])
  })

  test('who rewrites the whole chain from a row on is found by the anchor', async () => {
    await keepAnchor(base.db, dataDir, new Date('2026-11-22T04:00:00Z'))
    await write(2)
    await tamper(
      `update app.audit_entry set action = 'x.y' where seq = 4`,
      `do $$ declare e app.audit_entry; h bytea := app.audit_genesis(1); begin
        for e in select * from app.audit_entry where county_id = 1 order by seq loop
          update app.audit_entry set prev_hash = h, hash = sha256(h || convert_to(app.audit_text(e), 'UTF8')) where id = e.id returning hash into h;
        end loop; update app.audit_head set hash = h where county_id = 1; end $$`,
    )
    expect((await verifyChains(base.db)).faults).toEqual([])
    expect(await verify()).toEqual([[1, 'rewritten', 8]])
  })

  test('who removes everything, with its end, is found by the anchor', async () => {
    await keepAnchor(base.db, dataDir, new Date('2026-11-23T04:00:00Z'))
    await tamper('delete from app.audit_entry', 'delete from app.audit_head')
    expect(await verify()).toEqual([[1, 'removed', 8]])
  })
})

describe('an anchor', () => {
  test('is written once a day, read-only, and says where each chain stood', async () => {
    const day = new Date('2026-11-23T04:00:00Z')
    expect(await keepAnchor(base.db, dataDir, day)).toBe(true)
    expect(await keepAnchor(base.db, dataDir, day)).toBe(false)
    const { anchors, faults } = readAnchors(dataDir)
    expect(faults).toEqual([])
    expect(anchors).toMatchObject([{ day: '2026-11-23', before: null, heads: [{ countyId: 1, seq: 8 }] }])
    expect(fs.statSync(path.join(dataDir, 'anchors/2026-11-23.json')).mode & 0o777).toBe(0o400)
  })

  test('that was changed or is gone is found by the next one', async () => {
    for (const day of ['21', '22', '23']) await keepAnchor(base.db, dataDir, new Date(`2026-11-${day}T04:00:00Z`))
    const file = path.join(dataDir, 'anchors/2026-11-22.json')
    fs.rmSync(file)
    expect(readAnchors(dataDir).faults).toHaveLength(1)
  })
})

test('the application cannot add to a chain but through its function, nor touch its end', async () => {
  for (const statement of [
    `insert into app.audit_entry select * from app.audit_entry`,
    `update app.audit_head set seq = 1`,
    `delete from app.audit_head`,
  ])
    await expect(
      actorTx(base.db, { ...bureau, role: 'system-admin', scope: { code: '0' } }, (tx) => sql.raw(statement).execute(tx)),
    ).rejects.toThrow(/permission denied/)
})
