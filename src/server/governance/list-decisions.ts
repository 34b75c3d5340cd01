import type { listDecisions as endpoint } from '#contract/governance.ts'
import { can } from '#domain/access/index.ts'
import { decideEffect, type Seat } from '#domain/governance/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { askGate } from './ask-gate.ts'
import { officesIn } from './find-offices.ts'
import { openPlans } from './open-plans.ts'
import { listHeld, listNames } from './repository.ts'
import { seatLabel, viewSeats } from './view-seats.ts'

const text = (x: unknown): string | null => (typeof x === 'string' ? x : null)

/** Decisions as they were made: in which meeting, who sat that day, and what the plan still misses. */
export const listDecisions =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const { tx, actor } = context
    const plans = await openPlans(opener, context)
    const held = await listHeld(tx, ['decision', 'meeting', 'body'])
    const byId = new Map(held.map((row) => [row.id, row]))
    const seatsIn = (facts: (typeof held)[number]['facts'] | undefined): readonly Seat[] =>
      (facts?.['seats'] ?? []) as readonly Seat[]
    const people = held.flatMap(({ facts }) => seatsIn(facts).flatMap(({ personId }) => personId ?? []))
    const names = can(actor, 'read person') ? await listNames(tx, 'person', people) : new Map<string, string>()
    const refs = new Map(plans.all.flatMap(({ scheme }) => scheme.clauses.map((clause) => [clause.id, clause.ref] as const)))
    const decisions = []
    for (const row of held.filter(({ subject }) => subject === 'decision')) {
      const { id, name, divisionCode, facts } = row
      const meeting = byId.get(text(facts['meetingId']) ?? '')
      const body = byId.get(text(meeting?.facts['bodyId']) ?? '')
      const offices = body ? officesIn(plans, body) : []
      const decidedOn = text(facts['decidedOn'])
      const attendees = meeting?.facts['attendeeIds']
      const { state, clause, because } = await askGate(opener, context, row, 'decision.effect')
      const missing = decideEffect({
        isGuarded: state !== 'silent',
        clause,
        decidedOn: decidedOn ?? plans.asOf,
        meeting: meeting && { heldOn: meeting.facts['heldOn'], attendeeIds: attendees },
      })
      const gaps = [...because, ...(missing?.detail === undefined ? [] : [missing.detail])]
      decisions.push({
        id,
        name,
        matterLabel:
          typeof facts['matterCode'] === 'string' ? plans.say(divisionCode, facts['matterCode'], 'matterCode') : '未填',
        amountFen: typeof facts['amountFen'] === 'number' ? facts['amountFen'] : null,
        decidedOn,
        meetingId: meeting?.id ?? null,
        meetingName: meeting?.name ?? null,
        heldOn: text(meeting?.facts['heldOn']),
        attendees: Array.isArray(attendees) ? attendees.length : null,
        bodyName: body?.name ?? null,
        seats: viewSeats(
          (code) => seatLabel(plans, divisionCode, offices, code),
          seatsIn(body?.facts),
          decidedOn ?? plans.asOf,
          names,
        ).filter(({ isHeld }) => isHeld),
        gate: gaps.length > 0 ? ('closed' as const) : state,
        gaps,
        refs: clause === undefined ? [] : [refs.get(clause.split('/')[0] ?? '') ?? clause],
      })
    }
    return { decisions: decisions.toSorted((a, b) => ((a.decidedOn ?? '9999') < (b.decidedOn ?? '9999') ? 1 : -1)) }
  }
