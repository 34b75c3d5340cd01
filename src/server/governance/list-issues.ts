import type { listIssues as endpoint } from '#contract/governance.ts'
import { daysBetween, type CivilDate } from '#domain/kernel/civil-date.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { openPlans, refsOf, standingsOf } from './open-plans.ts'
import { listHeld } from './repository.ts'

const dayIn = (x: unknown): CivilDate | null => (typeof x === 'string' ? (x as CivilDate) : null)

/** Matters of coordination and problems, the oldest open first; terms and escalation are the plan's. */
export const listIssues =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context) => {
    const plans = await openPlans(opener, context)
    const rows = await listHeld(context.tx, ['issue'])
    const issues = rows.map(({ id, name, divisionCode, placeName, facts }) => {
      const asOf = plans.in(divisionCode)[0]?.moment.asOf ?? context.today
      const [openedOn, repliedOn, closedOn] = [dayIn(facts['openedOn']), dayIn(facts['repliedOn']), dayIn(facts['closedOn'])]
      const daysTo = (end: CivilDate | null): number | null => (openedOn === null ? null : daysBetween(openedOn, end ?? asOf))
      const terms = standingsOf(plans, 'issue', id, divisionCode)
      const parties = Array.isArray(facts['partyCodes']) ? (facts['partyCodes'] as readonly string[]) : []
      return {
        id,
        name,
        placeName,
        partyLabels: parties.map((code) => plans.say(divisionCode, code, 'partyCodes')),
        ownerLabel: typeof facts['ownerCode'] === 'string' ? plans.role(divisionCode, facts['ownerCode']) : '未写明',
        openedOn,
        repliedOn,
        closedOn,
        waitingDays: daysTo(repliedOn ?? closedOn),
        ageDays: daysTo(closedOn),
        isEscalated: closedOn === null && terms.some(({ state }) => state === 'overdue' || state === 'not-met'),
        terms: terms.map(({ here, layered, entity, state, stateLabel }) => ({
          label: layered.rule.rule.label,
          dueOn: layered.rule.ruling(entity, here.moment).obligations[0]?.dueOn ?? null,
          state,
          stateLabel,
          refs: refsOf(here, layered),
        })),
      }
    })
    const rank = ({ isEscalated, closedOn }: (typeof issues)[number]): number => (closedOn !== null ? 2 : isEscalated ? 0 : 1)
    return { asOf: plans.asOf, issues: issues.toSorted((a, b) => rank(a) - rank(b) || (b.ageDays ?? -1) - (a.ageDays ?? -1)) }
  }
