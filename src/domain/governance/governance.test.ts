import { describe, expect, it } from 'vitest'
import type { CivilDate } from '../kernel/civil-date.ts'
import type { Rule } from '../scheme/index.ts'
import {
  compareLines,
  decideEffect,
  decideSeats,
  decideTakingSeat,
  decideTaskDone,
  marksOf,
  limitsIn,
  namedIn,
  officesOf,
  phaseOn,
  planNodeOf,
  receiptsOf,
  seatsOn,
  stateOfTask,
  type Seat,
} from './index.ts'

const day = (text: string): CivilDate => text as CivilDate
const director = { seatCode: 'director', label: '主任', most: 1, clause: 'tiny-1-1' }
const old: Seat = { seatCode: 'director', personId: 'old', from: '2023-06-01', to: null }
const taking = (seats: readonly Seat[], from: string, replacesPersonId?: string) =>
  decideTakingSeat(seats, { seatCode: 'director', personId: 'new', from: day(from), replacesPersonId }, [director])

describe('a seat', () => {
  it('is held on its first and last day, and by nobody before or after', () => {
    const seats = [
      { ...old, to: '2023-06-30' },
      { ...old, personId: 'new', from: '2023-07-01' },
    ]
    expect(
      ['2023-05-31', '2023-06-01', '2023-06-30', '2023-07-01'].map((on) => seatsOn(seats, day(on)).map((s) => s.personId)),
    ).toEqual([[], ['old'], ['old'], ['new']])
  })
  it('is taken the day after its holder leaves, not on a day that is still theirs', () => {
    expect(taking([{ ...old, to: '2023-06-30' }], '2023-07-01')).toHaveLength(2)
    expect(taking([{ ...old, to: '2023-07-01' }], '2023-07-01')).toMatchObject({
      code: 'SEAT_TAKEN',
      clause: 'tiny-1-1',
      detail: '主任：2023-07-01 起同时有 2 人，方案只设 1 人',
    })
    expect(taking([old], '2023-07-01')).toMatchObject({ code: 'SEAT_TAKEN' })
  })
  it('passes from one to the next: who leaves does so the day before', () => {
    expect(taking([old], '2023-07-01', 'old')).toEqual([
      { ...old, to: '2023-06-30' },
      { seatCode: 'director', personId: 'new', from: '2023-07-01', to: null },
    ])
    expect(taking([old], '2023-06-01', 'old')).toMatchObject({ code: 'SEAT_NOT_HELD' })
    expect(taking([old], '2023-06-02', 'old')).toHaveLength(2)
    expect(taking([{ ...old, personId: 'new' }], '2023-07-01')).toMatchObject({ code: 'SEAT_HELD_ALREADY' })
  })
  it('counts against what comes later, too', () => {
    expect(taking([{ ...old, from: '2023-08-01' }], '2023-07-01')).toMatchObject({ code: 'SEAT_TAKEN' })
  })
  it('that was double before may be put right, not doubled again', () => {
    const double = [old, { ...old, personId: 'two' }]
    expect(decideSeats(double, double, [director])).toBeUndefined()
    expect(decideSeats(double, [...double, { ...old, personId: 'three' }], [director])).toMatchObject({ code: 'SEAT_TAKEN' })
  })
  it('has the limit the plan sets as a number, and none where it sets no most', () => {
    const rule = (count: object): Rule =>
      ({
        kind: 'quota',
        subject: 'body',
        label: '主任',
        cites: ['tiny-1-1'],
        counts: [{ id: 'a', of: 'body.seats[]', ...count }],
      }) as never
    expect(limitsIn(officesOf(rule({ where: { fact: 'seatCode', is: 'director' }, equals: 1 })))).toEqual([director])
    const free = officesOf(rule({ where: { fact: 'seatCode', is: 'director' }, atLeast: 1 }))
    expect(free).toEqual([{ ...director, most: undefined }])
    expect(limitsIn(free)).toEqual([])
  })
})

describe('a decision that needs a meeting', () => {
  const meeting = { heldOn: '2023-06-30', attendeeIds: ['p'] }
  const asked = { isGuarded: true, clause: 'tiny-1-1', decidedOn: '2023-06-30', meeting }
  it('takes effect from the day of the meeting on', () => {
    expect(decideEffect(asked)).toBeUndefined()
    expect(decideEffect({ ...asked, decidedOn: '2023-06-29' })).toMatchObject({ code: 'DECISION_NOT_EFFECTIVE' })
  })
  it.each([
    undefined,
    { ...meeting, heldOn: undefined },
    { ...meeting, attendeeIds: [] },
    { ...meeting, attendeeIds: undefined },
  ])('does not without %j', (one) =>
    expect(decideEffect({ ...asked, meeting: one })).toMatchObject({ code: 'DECISION_NOT_EFFECTIVE', clause: 'tiny-1-1' }),
  )
  it('is asked for nothing where no rule guards it', () =>
    expect(decideEffect({ ...asked, isGuarded: false, meeting: undefined })).toBeUndefined())
})

describe('a task', () => {
  it.each<[string | null | undefined, string | null | undefined, string]>([
    ['2024-01-14', null, 'overdue'],
    ['2024-01-15', null, 'at-risk'],
    ['2024-01-22', undefined, 'at-risk'],
    ['2024-01-23', null, 'due'],
    ['2024-01-14', '2024-01-14', 'met'],
    ['2024-01-14', '2024-01-15', 'late'],
    ['2024-01-14', '2024-01-16', 'overdue'],
    [undefined, null, 'unknown'],
    [null, '2024-01-01', 'met'],
  ])('due %s, done %s: %s', (dueOn, doneOn, state) => expect(stateOfTask({ dueOn, doneOn }, day('2024-01-15'), 7)).toBe(state))

  const rows = [{ id: 'a', ownerCode: 'bureau' }, { id: 'b', ownerCode: 'town', evidenceIds: ['x'] }, { id: 'c' }]
  const done = (no: number, doneOn = '2024-01-15', facts: Readonly<Record<string, unknown>> = { tasks: rows }) =>
    decideTaskDone('plan', facts, { no, doneOn: day(doneOn), evidenceIds: ['x', 'y'] }, day('2024-01-15'))
  it('is done in its own row, with its evidence', () =>
    expect(done(1)).toEqual({ tasks: [rows[0], { ...rows[1], doneOn: '2024-01-15', evidenceIds: ['x', 'y'] }, rows[2]] }))
  it('is not done tomorrow, twice, without an owner, or where there is none', () => {
    expect(done(1, '2024-01-16')).toMatchObject({ code: 'TASK_DAY_TO_COME' })
    expect(done(0, '2024-01-15', { tasks: [{ ...rows[0], doneOn: '2024-01-02' }] })).toMatchObject({ code: 'TASK_DONE_ALREADY' })
    expect(done(2)).toMatchObject({ code: 'TASK_WITHOUT_OWNER' })
    expect(done(3)).toMatchObject({ code: 'TASK_NOT_FOUND' })
  })
  it('stands late first, then by day, without a day last, done at the end', () => {
    const line = (state: string, dueOn: string | null) => ({ state, dueOn, what: '' }) as never
    const lines = [
      line('met', '2023-01-01'),
      line('due', null),
      line('due', '2024-02-01'),
      line('overdue', '2024-01-10'),
      line('overdue', '2024-01-09'),
    ]
    expect(lines.toSorted(compareLines).map(({ dueOn }) => dueOn)).toEqual([
      '2024-01-09',
      '2024-01-10',
      '2024-02-01',
      null,
      '2023-01-01',
    ])
  })
  it('falls into the phase of its last day', () => {
    const phases = [
      { code: 'one', from: '2023-06-01', to: '2023-07-31' },
      { code: 'two', from: '2023-08-01', to: undefined },
    ]
    expect(['2023-05-31', '2023-07-31', '2023-08-01', null].map((on) => phaseOn(phases, on))).toEqual([
      undefined,
      'one',
      'two',
      undefined,
    ])
  })
})

describe('a rule', () => {
  it('tells the days its text fixes, and the phases it asks for', () => {
    const rule = (due: object): Rule =>
      ({
        kind: 'condition',
        due,
        require: { all: [{ fact: 'phaseCode', is: 'one' }, { not: { fact: 'doneOn', is: 'x' } }] },
      }) as never
    expect(planNodeOf(rule({ by: '2023-08-31' }))).toEqual({ from: undefined, to: '2023-08-31' })
    expect(planNodeOf(rule({ from: '2023-06-01', to: '2023-07-31' }))).toEqual({ from: '2023-06-01', to: '2023-07-31' })
    expect(planNodeOf(rule({ within: { days: 3 }, of: 'x' }))).toBeUndefined()
    expect([...namedIn(rule({ by: '2023-08-31' }), 'phaseCode')]).toEqual(['one'])
  })
})

describe('a paper', () => {
  it('keeps what nobody said apart from what is known to be none', () => {
    expect(marksOf({ docNo: null, issuerCodes: [] })).toEqual({
      docNo: null,
      issuedOn: undefined,
      issuerCodes: null,
      isWhole: false,
    })
    expect(marksOf({ docNo: '1号', issuedOn: '2023-07-10', issuerCodes: ['bureau'] })).toMatchObject({ isWhole: true })
  })
  it('is received by who confirmed until that day', () => {
    const addressees = [
      { unitId: 'a', receivedOn: '2023-07-11' },
      { unitId: 'b', receivedOn: null },
      { unitId: 'c', receivedOn: '2023-07-13' },
    ]
    expect(receiptsOf({ addressees }, '2023-07-12')).toEqual({ total: 3, received: 1, waitingIds: ['b', 'c'] })
    expect(receiptsOf({ addressees }, '2023-07-13')).toMatchObject({ received: 2, waitingIds: ['b'] })
    expect(receiptsOf({}, '2023-07-12')).toBeUndefined()
  })
})
