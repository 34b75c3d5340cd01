import type { DemoFacts } from '../demo-scheme.ts'
import { AMOUNTS } from './add-contracts.ts'
import type { Cast } from './cast.ts'

/** Four sources, of which one is only sought and one waits for its approval; the first tranches and the stations' small money. */
export function addMoney(cast: Cast): void {
  const { book, county, place } = cast
  const source = (key: string, name: string, amountFen: number, facts: DemoFacts): void => {
    book.add('source', key, place, name, { unitId: county.id, kindCode: key, amountFen, ...facts })
  }
  source('fiscal', '年度财政预算', 39_000_000, {
    certaintyCode: 'secured',
    receivedFen: 39_000_000,
    payerCode: 'county-finance',
    yearTag: 2023,
    useCodes: ['station-operation'],
  })
  source('provincial-2022', '2022年度省级公益补助', 21_000_000, {
    certaintyCode: 'secured',
    receivedFen: 21_000_000,
    payerCode: 'province',
    yearTag: 2022,
    useCodes: ['station-operation'],
  })
  source('provincial-2023', '2023年度省级公益补助调剂', 10_000_000, {
    certaintyCode: 'secured',
    receivedFen: 10_000_000,
    payerCode: 'province',
    yearTag: 2023,
    reallocationDocumentId: null,
    useCodes: ['station-operation'],
  })
  source('charity', '县慈善总会资助', 20_000_000, {
    certaintyCode: 'sought',
    receivedFen: 0,
    payerCode: 'charity',
    yearTag: 2023,
    useCodes: ['station-operation'],
  })
  addTranches(cast)
  addStationCharges(cast)
}

/** 40 % of each contract after signing. */
function addTranches({ book, zones }: Cast): void {
  for (const zone of zones) {
    const sourceKey = zone.no === 1 ? 'fiscal' : zone.no === 4 ? 'provincial-2022' : 'fiscal'
    book.add('charge', `t1-${zone.no}`, zone.place, `${zone.unit.name}第一笔拨付`, {
      unitId: zone.unit.id,
      contractId: zone.contractId,
      sourceId: book.id('source', sourceKey),
      postedOn: '2023-07-21',
      amountFen: ((AMOUNTS[zone.no] ?? 0) * 4) / 10,
      lineCode: 'purchase-service',
      useCode: 'station-operation',
      payerCode: 'bureau',
      voucherId: `演示凭证-${zone.no}`,
    })
  }
}

/** One activity charge a station. */
function addStationCharges({ book, towns }: Cast): void {
  for (const { unit, draft, zone, stationId, place } of towns) {
    if (draft.openedOn === null) continue
    book.add('charge', `activity-${unit.code}`, place, `${draft.name}重阳活动支出`, {
      unitId: unit.id,
      stationId,
      contractId: zone.contractId,
      sourceId: book.id('source', 'fiscal'),
      postedOn: '2023-10-25',
      amountFen: 86_000,
      lineCode: 'activity',
      useCode: 'station-operation',
      payerCode: 'agency',
      voucherId: `演示凭证-${unit.code}`,
    })
  }
}
