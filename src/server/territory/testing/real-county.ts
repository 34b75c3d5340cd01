import path from 'node:path'
import type { Id } from '#domain/kernel/id.ts'
import { systemTx } from '#server/db/actor-tx.ts'
import { createTestApp, type TestApp } from '#server/db/testing/test-app.ts'
import { findRoot } from '#server/find-root.ts'
import { newId } from '#server/http/new-id.ts'
import { createSchemeOpener, readSchemeFolder } from '#server/scheme/index.ts'
import { loadFolder } from '#server/scheme/testing/load-folder.ts'
import { adopt } from '../adoption/adopt-scheme.ts'
import { loadDivisions } from '../division/load-divisions.ts'
import { insertDivisions } from '../repository.ts'

export interface RealCounty extends TestApp {
  /** Puts a plan in force, as the operator would. */
  adopt(schemeId: string, unitCode: string, from: string): Promise<void>
  /** A station of a town, with one worker in post; opened on a day. */
  addStation(code: string, name: string, openedOn: string | null): Promise<Id>
  /** A record of any kind. */
  add(subject: string, code: string, name: string, facts: object, stationId?: Id): Promise<Id>
}

/** Real divisions of some provinces and some of the plans that ship, in a database of their own; nobody has recorded anything. */
export async function createRealCounty(provinces: readonly string[], schemes: readonly string[]): Promise<RealCounty> {
  const app = await createTestApp({ clock: () => new Date('2026-11-23T04:00:00Z') })
  const all = loadDivisions(path.join(findRoot(), 'territory/divisions.tsv.gz')).list
  await systemTx(app.db, (tx) =>
    insertDivisions(
      tx,
      all.filter(({ code }) => provinces.includes(code.slice(0, 2))),
    ),
  )
  await loadFolder(app.db, Object.fromEntries(schemes.map((id) => [id, readSchemeFolder(path.join(findRoot(), 'schemes', id))])))
  const opener = createSchemeOpener(app.db)
  const add: RealCounty['add'] = async (subject, code, name, facts, stationId) => {
    const id = subject === 'station' && stationId !== undefined ? stationId : newId()
    const isOwnTable = ['unit', 'station', 'worker', 'posting'].includes(subject)
    await app.query(
      `insert into app.${isOwnTable ? subject : 'entity'} (${isOwnTable ? '' : 'subject, '}county_id, id, division_code, station_id, name, facts)
       values (${isOwnTable ? '' : `'${subject}', `}(select id from app.county where code = left($2, 6)), $1, $2, $3, $4, $5)`,
      [id, code, stationId ?? null, name, JSON.stringify({ nameText: name, ...facts })],
    )
    return id
  }
  return {
    ...app,
    add,
    async adopt(schemeId, unitCode, from) {
      await systemTx(app.db, (tx) => adopt(tx, opener, { id: newId(), schemeId, unitCode, from: from as never }, null, newId))
    },
    async addStation(code, name, openedOn) {
      const id = newId()
      const [unit] = await app.query<{ id: Id }>(`select id from app.unit where division_code = $1`, [code])
      await add('station', code, name, { unitId: unit?.id, openedOn, tierCode: 'town' }, id)
      const workerId = await add('worker', code, `${name}社工`, { stationId: id }, id)
      if (openedOn !== null)
        await add('posting', code, `${name}岗位`, { stationId: id, workerId, startOn: openedOn, endOn: null }, id)
      return id
    },
  }
}
