import type { Role } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { SourceFile } from '#domain/scheme/index.ts'
import type { AppOptions } from '#server/app.ts'
import { createTestApp, type TestApp, type Visitor } from '#server/db/testing/test-app.ts'
import { RECORD_TABLES } from '#server/db/record-tables.ts'
import { putRecord } from '#server/db/testing/put-record.ts'
import { newId } from '#server/http/new-id.ts'
import { loadFolder } from './load-folder.ts'
import { TINY_SCHEME } from './tiny-scheme.ts'

export const COUNTY = '990901'
export const OTHER_COUNTY = '990902'
export const TOWNS = { plain: `${COUNTY}101`, hill: `${COUNTY}102`, bare: `${COUNTY}103` } as const
/** Day on which the made-up county is judged. */
export const DAY = '2024-01-15'

export interface NewEntity {
  readonly id?: Id
  readonly divisionCode?: string
  readonly name?: string
  readonly agencyId?: Id
  readonly stationId?: Id
  readonly countyId?: number
  readonly facts?: Readonly<Record<string, unknown>>
}

export interface TestCounty extends TestApp {
  readonly ids: {
    readonly agency: Id
    readonly otherAgency: Id
    readonly contract: Id
    readonly otherContract: Id
    readonly plain: Id
    readonly hill: Id
    readonly bare: Id
  }
  readonly bureau: Visitor
  /** Bureau of the county beside, which adopted nothing. */
  readonly stranger: Visitor
  visitor(role: Role, scope: Parameters<TestApp['signedIn']>[1]): Promise<Visitor>
  add(subject: string, entity: NewEntity): Promise<Id>
  change(id: Id, facts: Readonly<Record<string, unknown>>): Promise<void>
  adopt(schemeId: string, unitCode: string, referenceDay?: string | null): Promise<void>
}

/**
 * A county of three towns with a station each, two agencies and their contracts, under the tiny plan (or the one given).
 * Station areas: plain 45 m², hill 32 m² (its overlay asks 30), bare 39 m². Nothing is open to everybody. The plain
 * station's two workers are recorded at the county, where its town cannot read.
 */
export async function createTestCounty(
  scheme: { readonly id: string; readonly files: readonly SourceFile[] } = { id: 'tiny', files: TINY_SCHEME },
  options: Partial<AppOptions> = {},
): Promise<TestCounty> {
  const app = await createTestApp({ clock: () => new Date('2026-11-23T04:00:00Z'), ...options })
  await app.query(`insert into app.county values (1, '${COUNTY}', '云岫县'), (2, '${OTHER_COUNTY}', '邻县')`)
  const names = [
    [COUNTY, '云岫县', 'county'],
    [OTHER_COUNTY, '邻县', 'county'],
    [TOWNS.plain, '平原镇', 'town'],
    [TOWNS.hill, '山区镇', 'town'],
    [TOWNS.bare, '荒滩镇', 'town'],
  ]
  for (const row of names) await app.query(`insert into app.division (code, name, level) values ($1, $2, $3)`, row)
  await loadFolder(app.db, { [scheme.id]: scheme.files })

  const add: TestCounty['add'] = async (
    subject,
    { id = newId(), divisionCode = COUNTY, name = subject, agencyId, stationId, countyId = 1, facts = {} },
  ) => {
    await putRecord(app, {
      subject,
      id,
      divisionCode,
      name,
      countyId,
      agencyId,
      stationId,
      facts: { nameText: name, ...facts },
    })
    return id
  }
  const adopt: TestCounty['adopt'] = async (schemeId, unitCode, referenceDay = DAY) => {
    await app.query(
      `insert into app.scheme_adoption (id, unit_code, scheme_id, in_force, reference_day) values ($1, $2, $3, '[2021-01-01,)', $4)`,
      [newId(), unitCode, schemeId, referenceDay],
    )
  }
  await adopt(scheme.id, COUNTY)
  return {
    ...app,
    ids: await addEverything(add),
    bureau: await app.signedIn('bureau', { code: COUNTY }),
    stranger: await app.signedIn('bureau', { code: OTHER_COUNTY }),
    visitor: (role, scope) => app.signedIn(role, scope),
    add,
    adopt,
    async change(id, facts) {
      for (const table of RECORD_TABLES)
        await app.query(`update app.${table} set facts = facts || $2::jsonb where id = $1`, [id, JSON.stringify(facts)])
    },
  }
}

async function addEverything(add: TestCounty['add']): Promise<TestCounty['ids']> {
  const county = await add('unit', { name: '云岫县', facts: { tierCode: 'county', parentId: null } })
  const agency = newId()
  const otherAgency = newId()
  await add('agency', { id: agency, name: '晨帆机构', agencyId: agency })
  await add('agency', { id: otherAgency, name: '远山机构', agencyId: otherAgency })
  const contract = await add('contract', {
    name: '第一标段协议',
    agencyId: agency,
    facts: { agencyId: agency, signedOn: '2023-12-20', filings: [] },
  })
  const otherContract = await add('contract', {
    name: '第二标段协议',
    agencyId: otherAgency,
    facts: { agencyId: otherAgency, signedOn: '2023-12-01', filings: [] },
  })
  const station = async (
    code: string,
    name: string,
    officeAreaM2: number,
    of: Id,
    facts: NewEntity['facts'] = {},
  ): Promise<Id> => {
    const id = newId()
    const town = await add('unit', { divisionCode: code, name, facts: { tierCode: 'town', parentId: county } })
    const owner = of === contract ? agency : otherAgency
    await add('station', {
      id,
      divisionCode: code,
      name: `${name}社工站`,
      agencyId: owner,
      stationId: id,
      facts: { unitId: town, contractId: of, officeAreaM2, vacancyDays: 38, openedOn: '2023-08-01', rooms: [], ...facts },
    })
    return id
  }
  const ids = {
    agency,
    otherAgency,
    contract,
    otherContract,
    plain: await station(TOWNS.plain, '平原镇', 4500, contract, { vacancyDays: 0 }),
    hill: await station(TOWNS.hill, '山区镇', 3200, otherContract),
    bare: await station(TOWNS.bare, '荒滩镇', 3900, otherContract),
  }
  for (const name of ['甲', '乙']) {
    const workerId = await add('worker', { name, agencyId: agency, facts: { agencyId: agency } })
    await add('posting', {
      name,
      agencyId: agency,
      facts: { stationId: ids.plain, workerId, startOn: '2023-08-01', endOn: null },
    })
  }
  return ids
}
