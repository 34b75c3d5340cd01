import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import { catalogue, linkWorld, type World } from '../scheme/index.ts'
import {
  absentDays,
  decideAsking,
  decideHandover,
  decideLeave,
  decideMonthSheet,
  decideReply,
  decideWorker,
  faultOfAttendance,
  withPosting,
  type AttendanceDays,
} from './index.ts'

const day = (text: string): CivilDate => text as CivilDate

describe('a new file', () => {
  it.each([
    [{ nameText: ' 丁小满 ' }, '110105194912310026', { nameText: '丁小满', birthOn: '1949-12-31' }],
    [{ nameText: '丁', birthOn: '1949-12-31' }, '110105194912310026', { birthOn: '1949-12-31' }],
    [{ nameText: '丁', birthOn: '1949-12-30' }, '110105194912310026', { code: 'BIRTHDAY_DIFFERS' }],
    [{ nameText: '丁' }, undefined, { nameText: '丁' }],
    [{ nameText: 3 }, undefined, { code: 'WORKER_NAMELESS' }],
  ])('%j with %s', (facts, idNumber, expected) => expect(decideWorker({ facts, idNumber })).toMatchObject(expected))
})

describe('handing over', () => {
  const hand = [
    { subject: 'case', id: '1', isByAccount: false },
    { subject: 'visit', id: '1', isByAccount: true },
  ]
  const takers = [
    { id: 'w', accountId: 'a' },
    { id: 'h', accountId: undefined },
  ]
  const give = (...pairs: readonly string[]) =>
    decideHandover(
      hand,
      takers,
      pairs.map((pair) => {
        const [subject = '', id = '', toId = ''] = pair.split('/')
        return { subject, id, toId }
      }),
    )
  it('moves every piece to its taker', () =>
    expect(give('case/1/h', 'visit/1/w')).toMatchObject([{ to: { id: 'h' } }, { to: { accountId: 'a' } }]))
  it.each([
    [['case/1/w'], 'HANDOVER_INCOMPLETE'],
    [['case/1/w', 'visit/1/x'], 'HANDOVER_NO_TAKER'],
    [['case/1/w', 'visit/1/h'], 'HANDOVER_NEEDS_ACCOUNT'],
    [['case/1/w', 'visit/1/w', 'visit/2/w'], 'HANDOVER_CHANGED'],
    [['case/1/w', 'case/1/h', 'visit/1/w'], 'HANDOVER_CHANGED'],
  ])('%j: %s', (pairs, code) => expect(give(...pairs)).toMatchObject({ code }))
  it('of nothing is done at once', () => expect(decideHandover([], [], [])).toEqual([]))
})

describe('a month in four numbers', () => {
  const four = (dueDays: number, attendedDays: number, leaveDays: number, fieldDays: number): AttendanceDays => ({
    dueDays,
    attendedDays,
    leaveDays,
    fieldDays,
  })
  it.each([
    [four(21, 20, 1, 9), undefined],
    [four(21, 19, 1, 19), undefined],
    [four(21, 21, 1, 0), '之和'],
    [four(21, 5, 0, 6), '外勤'],
    [four(32, 5, 0, 0), '31'],
  ])('%j: %s', (days, fault) =>
    fault === undefined
      ? expect(faultOfAttendance(days, 31)).toBeUndefined()
      : expect(faultOfAttendance(days, 31)).toContain(fault),
  )
  it('counts what is neither attended nor leave', () => expect(absentDays(four(21, 19, 1, 0))).toBe(1))
})

describe('a month sheet', () => {
  const scorer = { accountId: 'a', party: 'station-head', on: day('2024-01-15'), at: '2024-01-15T01:00:00Z' }
  const sheets = { rows: [{ month: '2023-12', score: 8000 }], openedOn: '2023-08-01' }
  const score = (month: string, of: Parameters<typeof decideMonthSheet>[0] = sheets) =>
    decideMonthSheet(of, { month, score: 9000, opinion: '' }, scorer)
  it.each([
    ['2023-12', 'SHEET_LOCKED'],
    ['2024-02', 'MONTH_NOT_COME'],
    ['2023-07', 'MONTH_BEFORE_OPENING'],
  ])('of %s: %s', (month, code) => expect(score(month)).toMatchObject({ code }))
  it('stands in its month, locked, with who gave it', () =>
    expect(score('2023-11')).toMatchObject([
      { month: '2023-11', score: 9000, byRoleCode: 'station-head', byId: 'a', lockedAt: scorer.at },
      { month: '2023-12' },
    ]))
})

describe('a posting', () => {
  const posting = {
    workerId: 'w',
    startOn: '2023-08-01',
    endOn: '2024-03-31',
    leaves: [{ from: '2024-01-08', to: '2024-01-10' }],
  }
  it.each([
    [{ from: '2024-01-10', to: '2024-01-11' }, '重叠'],
    [{ from: '2024-01-12', to: '2024-01-11' }, '早于'],
    [{ from: '2024-03-31', to: '2024-04-01' }, '起止'],
    [{ from: '2024-02-01', to: '2024-02-02', coverWorkerId: 'w' }, '另一人'],
  ])('takes no leave %j: %s', (leave, detail) =>
    expect(decideLeave(posting, leave)).toMatchObject({ code: 'LEAVE_UNFIT', detail: expect.stringContaining(detail) }),
  )
  it('takes one beside others', () =>
    expect(decideLeave(posting, { from: '2024-01-05', to: '2024-01-07', coverWorkerId: 'v' })).toMatchObject([
      { from: '2024-01-05', coverWorkerId: 'v' },
      { from: '2024-01-08' },
    ]))
  it('is asked to be replaced once, and answered once', () => {
    const asked = decideAsking(posting, { groundCode: 'unadapted', askedOn: day('2024-01-10') })
    expect(asked).toEqual([{ groundCode: 'unadapted', askedOn: '2024-01-10' }])
    const open = { ...posting, replacements: asked }
    expect(decideAsking(open, { groundCode: 'unadapted', askedOn: day('2024-01-11') })).toMatchObject({
      code: 'REPLACEMENT_ASKED',
    })
    expect(decideReply(open, { repliedOn: day('2024-01-12'), dueOn: '2024-01-11' })).toMatchObject({ code: 'REPLACEMENT_DAYS' })
    expect(decideReply(open, { repliedOn: day('2024-01-12'), dueOn: '2024-02-12' })).toMatchObject([{ dueOn: '2024-02-12' }])
    expect(decideReply(posting, { repliedOn: day('2024-01-12') })).toMatchObject({ code: 'REPLACEMENT_NONE' })
    expect(decideAsking(posting, { groundCode: 'x', askedOn: day('2024-04-01') })).toMatchObject({ code: 'POSTING_OVER' })
  })
  it('that is drafted is seen by its worker and station, and the world stays as it was', () => {
    const source = (subject: string, id: string, facts = {}) => ({ subject, id, facts })
    const world: World = linkWorld(
      [source('worker', 'w'), source('station', 's'), source('posting', 'old', { workerId: 'w', stationId: 's' })],
      catalogue,
      { guess: false, complete: true },
    )
    const { posting: draft, touched } = withPosting(world, catalogue, {
      id: 'new',
      divisionCode: '990901101',
      facts: { workerId: 'w', stationId: 's', supervisorId: null },
    })
    const ids = (rows: unknown) => (rows as readonly { id: string }[]).map(({ id }) => id)
    expect(touched.map(({ subject, postings }) => [subject, ids(postings)])).toEqual([
      ['station', ['old', 'new']],
      ['worker', ['old', 'new']],
    ])
    expect(draft).toMatchObject({ replacements: [], supervisor: null, worker: { id: 'w' } })
    expect(ids(world.get('worker')?.[0]?.['postings'])).toEqual(['old'])
  })
})
