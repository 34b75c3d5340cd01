import type { endAdoption as endpoint } from '#contract/territory/index.ts'
import { can } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { decideAdoptionEnd } from '#domain/territory/index.ts'
import type { UseCase } from '#server/http/context.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { titleOf, viewAdoption } from './adopt-scheme.ts'
import { endAdoptionRow, findAdoption } from './adoption-repository.ts'

/** @refuses ADOPTION_NOT_FOUND @refuses ADOPTION_ENDED @refuses ADOPTION_DATES */
export const endAdoption =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, note }, { id, endsOn }) => {
    const row = await findAdoption(tx, id)
    if (!row || !can(actor, 'adopt scheme', { code: row.unitCode })) return refuse('ADOPTION_NOT_FOUND')
    const title = await titleOf(tx, opener, row.schemeId)
    const refused = decideAdoptionEnd({ title, from: row.from, below: row.below }, endsOn as CivilDate)
    if (refused) return refused
    if (!(await endAdoptionRow(tx, id, endsOn))) return refuse('ADOPTION_ENDED')
    note({
      divisionCode: row.unitCode,
      subject: 'adoption',
      subjectId: id,
      detail: { schemeId: row.schemeId },
      changes: [{ field: 'endsOn', before: null, after: endsOn }],
    })
    return viewAdoption(actor, { ...row, below: endsOn as CivilDate }, title)
  }
