import { describe, expect, test } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { catalogue, linkParts, type EntitySource } from '../scheme/index.ts'
import { decideAttestation, decideException } from './decide-attestation.ts'
import { decideClosing, decideMove, decidePartner, decideRegistration, decideSite } from './decide-station.ts'
import { deriveStation } from './derive-station.ts'

const codeOf = (x: unknown): unknown => (isRefusal(x) ? x.code : x)
const site = { unitId: 'u1', tierCode: 'town', divisionCode: '990901101', stations: ['太和站'] }
const workDay = '2024-01-15' as CivilDate

describe('where and for whom a station stands', () => {
  test('in a town or below, under a name nobody has there', () => {
    expect(decideSite(site, '新站')).toBeUndefined()
    expect(codeOf(decideSite(site, '太和站'))).toBe('STATION_NAME_TAKEN')
    expect(codeOf(decideSite({ ...site, divisionCode: '990901' }, '新站'))).toBe('STATION_UNIT_UNFIT')
    expect(codeOf(decideSite(undefined, '新站'))).toBe('STATION_UNIT_UNFIT')
  })

  test('being built, or open since a day that has come', () => {
    const facts = { nameText: '新站', unitId: 'u1', tierCode: 'town', attested: [] }
    expect(decideRegistration(site, { name: '新站', workDay })).toEqual({ ...facts, stageCode: 'building', openedOn: null })
    expect(decideRegistration(site, { name: '新站', openedOn: workDay, workDay })).toEqual({
      ...facts,
      stageCode: 'open',
      openedOn: workDay,
    })
    expect(codeOf(decideRegistration(site, { name: '新站', openedOn: '2024-01-16', workDay }))).toBe('STATION_DAY_UNFIT')
    expect(codeOf(decideRegistration(site, { name: '太和站', workDay }))).toBe('STATION_NAME_TAKEN')
  })

  test.each([
    [null, {}],
    ['a', { agencyId: 'a', isKnownAgency: true }],
    ['a', { contractId: 'c', contractAgencyId: 'a' }],
    ['STATION_PARTNER_UNFIT', { agencyId: 'a' }],
    ['STATION_PARTNER_UNFIT', { contractId: 'c' }],
    ['STATION_PARTNER_UNFIT', { agencyId: 'b', isKnownAgency: true, contractId: 'c', contractAgencyId: 'a' }],
  ])('run by %s: %j', (outcome, given) =>
    expect(
      codeOf(
        decidePartner({
          agencyId: undefined,
          contractId: undefined,
          contractAgencyId: undefined,
          isKnownAgency: false,
          ...given,
        }),
      ),
    ).toBe(outcome),
  )

  test('closes with nobody posted, after it opened and not in the future', () => {
    const state = { closedOn: null, openedOn: '2023-08-01', workDay, postedCount: 0 }
    expect(decideClosing(state, '2024-01-15')).toBeUndefined()
    expect(codeOf(decideClosing(state, '2024-01-16'))).toBe('STATION_DAY_UNFIT')
    expect(codeOf(decideClosing(state, '2023-08-01'))).toBe('STATION_DAY_UNFIT')
    expect(codeOf(decideClosing({ ...state, postedCount: 1 }, '2024-01-15'))).toBe('STATION_STILL_STAFFED')
    expect(codeOf(decideClosing({ ...state, closedOn: '2024-01-01' }, '2024-01-15'))).toBe('STATION_IS_CLOSED')
  })

  test('moves to another unit', () => {
    const state = { closedOn: null, workDay, unitId: 'u0', name: '新站' }
    expect(decideMove(state, site, '2024-01-15')).toBeUndefined()
    expect(codeOf(decideMove({ ...state, unitId: 'u1' }, site, '2024-01-15'))).toBe('STATION_UNIT_UNFIT')
    expect(codeOf(decideMove(state, site, '2024-01-16'))).toBe('STATION_DAY_UNFIT')
  })
})

describe('a tick', () => {
  const tick = { ruleId: 'r', itemId: 'i', isHeld: true, on: '2024-01-15', remark: '已挂', evidenceIds: [], byId: 'x' }
  test('needs a word or a file, a day that has come, and replaces the one before', () => {
    const once = decideAttestation([{ ruleId: 'r', itemId: 'j' }], tick, workDay)
    expect(once).toMatchObject([{ itemId: 'j' }, { itemId: 'i', remarkText: '已挂', byPersonId: 'x' }])
    expect(decideAttestation(once as [], { ...tick, remark: '重看', on: '2024-01-14' }, workDay)).toHaveLength(2)
    expect(decideAttestation(once as [], { ...tick, isHeld: false }, workDay)).toEqual([{ ruleId: 'r', itemId: 'j' }])
    expect(codeOf(decideAttestation([], { ...tick, remark: '' }, workDay))).toBe('ITEM_UNFIT')
    expect(decideAttestation([], { ...tick, remark: '', evidenceIds: ['e'] }, workDay)).toHaveLength(1)
    expect(codeOf(decideAttestation([], { ...tick, on: '2024-01-16' }, workDay))).toBe('ITEM_UNFIT')
  })

  test('an exception stands only where the rule allows one', () => {
    const why = { reason: '老旧院落', approverId: 'x' }
    const rule = { id: 'r', label: '面积', cites: ['t-1-1'] }
    expect(decideException([], { ...rule, waiver: { by: 'bureau' } }, why)).toEqual([
      { ruleId: 'r', reasonText: '老旧院落', approverId: 'x', until: null },
    ])
    expect(decideException([], rule, why)).toMatchObject({ code: 'EXCEPTION_NOT_ALLOWED', clause: 't-1-1' })
  })
})

describe('what follows of a station', () => {
  const posting = (startOn: string | undefined, endOn: string | null | undefined, seatCode = 'full-time'): EntitySource => ({
    subject: 'posting',
    id: `${startOn}`,
    facts: { stationId: 's', seatCode, startOn, endOn },
  })
  const stationsOn = (day: CivilDate, facts: EntitySource['facts'], postings: readonly EntitySource[] = []) => {
    const parts = new Map([['', [{ subject: 'station', id: 's', facts }, ...postings]]])
    return linkParts(parts, catalogue, { day, derivations: [deriveStation] }).world.get('station') ?? []
  }
  const vacancy = (...postings: EntitySource[]) => {
    const all = stationsOn(workDay, { vacancyDays: 99 }, postings)
    return all[0]?.['vacancyDays']
  }

  test.each([
    ['what is recorded stands where nobody was ever posted', 99, []],
    ['… or a posting does not say when it ran', 99, [posting('2023-01-01', null), posting(undefined, null)]],
    ['… or whether it ended', 99, [posting('2023-01-01', undefined)]],
    ['every seat is taken', 0, [posting('2023-01-01', null)]],
    ['somebody left and nobody came', 38, [posting('2023-01-01', '2023-12-08')]],
    ['the last day is not empty', 0, [posting('2023-01-01', '2024-01-15')]],
    ['the day after is', 1, [posting('2023-01-01', '2024-01-14')]],
    ['somebody took over', 0, [posting('2023-01-01', '2023-12-08'), posting('2023-12-20', null)]],
    [
      'one successor fills one seat',
      44,
      [posting('2023-01-01', '2023-12-01'), posting('2023-01-02', '2023-12-02'), posting('2023-12-20', null)],
    ],
    ['of another seat', 38, [posting('2023-01-01', '2023-12-08'), posting('2023-12-20', null, 'part-time')]],
    ['who comes later is not there yet', 38, [posting('2023-01-01', '2023-12-08'), posting('2024-02-01', null)]],
  ])('%s: %s', (_, days, postings) => expect(vacancy(...postings)).toBe(days))

  test('from the day it is closed it is a station no more', () => {
    expect(stationsOn('2024-01-14' as CivilDate, { closedOn: '2024-01-15' })).toHaveLength(1)
    expect(stationsOn(workDay, { closedOn: '2024-01-15' })).toEqual([])
  })
})
