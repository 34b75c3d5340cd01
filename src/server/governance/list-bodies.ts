import type { listBodies as endpoint } from '#contract/governance.ts'
import { can } from '#domain/access/index.ts'
import { limitsIn, type Seat } from '#domain/governance/index.ts'
import { doesKeep } from '#domain/record/index.ts'
import { catalogue } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { officesIn } from './find-offices.ts'
import { openPlans } from './open-plans.ts'
import { listHeld, listNames } from './repository.ts'
import { seatLabel, viewSeats } from './view-seats.ts'

/** Bodies with who sat in them on a day. */
export const listBodies =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { on: asked }) => {
    const { tx, actor } = context
    const plans = await openPlans(opener, context)
    const on = asked ?? plans.asOf
    const rows = await listHeld(tx, ['body'])
    const seatsIn = (facts: (typeof rows)[number]['facts']): readonly Seat[] => (facts['seats'] ?? []) as readonly Seat[]
    const isReader = can(actor, 'read person')
    const ids = rows.flatMap(({ facts }) => seatsIn(facts).flatMap(({ personId }) => personId ?? []))
    const names = isReader ? await listNames(tx, 'person', ids) : new Map<string, string>()
    const mayChange =
      isReader && can(actor, 'record fact') && doesKeep(actor.role, catalogue['body']?.rows['seats']?.supplier ?? '')
    const refs = new Map(plans.all.flatMap(({ scheme }) => scheme.clauses.map((clause) => [clause.id, clause.ref] as const)))
    const bodies = []
    for (const row of rows) {
      const { id, name, divisionCode, placeName, version, facts } = row
      const offices = officesIn(plans, row)
      const label = (code: string): string => seatLabel(plans, divisionCode, offices, code)
      const codes = new Set([
        ...offices.map(({ seatCode }) => seatCode),
        ...seatsIn(facts).flatMap(({ seatCode }) => seatCode ?? []),
      ])
      bodies.push({
        id,
        name,
        kindLabel:
          typeof facts['kindCode'] === 'string' ? plans.say(divisionCode, facts['kindCode'], 'body.kindCode') : '类型未填',
        placeName,
        version,
        seats: viewSeats(label, seatsIn(facts), on, names),
        limits: limitsIn(offices).map(({ seatCode, most, clause, label: name }) => ({
          seatCode,
          label: name,
          most,
          ref: refs.get(clause.split('/')[0] ?? '') ?? clause,
        })),
        seatOptions: [...codes].map((code) => ({ code, label: label(code) })),
        mayChange,
      })
    }
    const people = mayChange ? await listHeld(tx, ['person']) : []
    return { on, bodies, people: people.map(({ id, name }) => ({ id, name })) }
  }
