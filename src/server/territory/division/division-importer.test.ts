import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBoard } from '#contract/territory/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import { newId } from '#server/http/new-id.ts'
import { createSchemeOpener } from '#server/scheme/index.ts'
import type { ImportContext, Importer } from '#server/table/index.ts'
import { divisionImporter } from './division-importer.ts'
import { createRealCounty, type RealCounty } from '../testing/real-county.ts'

const COUNTY = '990905'
let county: RealCounty
let importer: Importer
const bureau: Actor = { accountId: newId(), grantId: newId(), name: '甲', role: 'bureau', scope: { code: COUNTY } }
beforeAll(async () => {
  county = await createRealCounty(['33'], ['county90'])
  await county.query(`insert into app.division (code, name, level, parent_code) values ($1, '新县', 'county', '9909')`, [COUNTY])
  importer = divisionImporter(createSchemeOpener(county.db))
})
afterAll(() => county.close())

const inside = async <T>(work: (context: ImportContext) => Promise<T>): Promise<T> => {
  const context = { actor: bureau, now: new Date('2026-11-23T04:00:00Z'), today: '2026-11-23' as CivilDate, newId }
  const done = await actorTx(county.db, bureau, (tx) => work({ ...context, tx }))
  if (isRefusal(done)) throw new Error(done.code)
  return done
}
const towns = Array.from({ length: 13 }, (_, i) => ({
  code: `${COUNTY}1${String(i + 1).padStart(2, '0')}`,
  name: `第${i + 1}镇`,
}))
const judge = (rows: readonly { code: string; name: string }[]) =>
  inside(async (context) => {
    const found = await importer.target.find(context, rows)
    return importer.target.judge?.(
      context,
      rows.map((values, i) => ({ values, recorded: found[i] })),
    )
  })
const board = async () => {
  const visitor = await county.signedIn('bureau', { code: COUNTY })
  return (await visitor.call(readBoard, {})).output
}

describe('a county’s own list', () => {
  test('waits for a plan in force there', async () => {
    expect(await judge(towns.slice(0, 1))).toEqual([expect.stringContaining('还没有采用方案')])
    await county.adopt('county90', COUNTY, '2022-01-01')
    expect(await judge(towns)).toEqual(towns.map(() => undefined))
  })

  test('is told row by row what cannot be', async () => {
    expect(
      await judge([
        { code: '330482001', name: '别处' },
        { code: `${COUNTY}777001`, name: '孤村' },
        { code: `${COUNTY}401`, name: '开发区' },
      ]),
    ).toEqual(['不在您的辖区内', expect.stringContaining('不在册'), expect.stringContaining('不计入')])
  })

  test('brings thirteen towns that the plan and the board count', async () => {
    const rows = towns.map((values) => ({ id: newId(), values }))
    await inside((context) => importer.target.add(context, rows))
    expect(await board()).toMatchObject({ towns: 13, built: 0 })
    const found = await inside((context) => importer.target.find(context, towns))
    expect(found.map((one) => one?.values['name'])).toEqual(towns.map((t) => t.name))
    const [unit] = await county.query<{ name_keys: string; parent: string }>(
      `select u.name_keys, p.division_code as parent from app.unit u join app.unit p on p.id = u.parent_id where u.division_code = $1`,
      [towns[0]?.code],
    )
    expect(unit).toEqual({ name_keys: expect.stringContaining('zhen') as string, parent: COUNTY })
  })

  test('with another name renames from today on; at another version it does not', async () => {
    const [first] = await inside((context) => importer.target.find(context, towns.slice(0, 1)))
    if (!first) throw new Error('not found')
    const change = (version: number) =>
      inside((context) => importer.target.change(context, [{ id: first.id, version, values: { name: '新名镇' } }]))
    expect(await change(first.version + 1)).toBe(0)
    expect(await change(first.version)).toBe(1)
    expect((await board()).tiles[0]?.name).toBe('新名镇')
    expect(await county.query(`select name, until::text from app.division_past where code = $1`, [towns[0]?.code])).toEqual([
      { name: '第1镇', until: '2026-11-23' },
    ])
  })

  test('is taken back as if it had never been, and comes in again', async () => {
    const last = towns.slice(12)
    const found = await inside((context) => importer.target.find(context, last))
    const rows = found.flatMap((one) => (one ? [{ id: one.id, version: one.version }] : []))
    expect(await inside((context) => importer.target.remove(context, rows))).toBe(1)
    expect(await board()).toMatchObject({ towns: 12 })
    expect(await judge(last)).toEqual([undefined])
    await inside((context) =>
      importer.target.add(
        context,
        last.map((values) => ({ id: newId(), values })),
      ),
    )
    expect(await board()).toMatchObject({ towns: 13 })
  })
})
