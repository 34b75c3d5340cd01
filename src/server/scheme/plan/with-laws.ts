import { covers } from '#domain/access/index.ts'

/** A plan or a law in force in a place. */
export interface AdoptionRow {
  readonly schemeId: string
  readonly unitCode: string
  readonly unitName: string
  readonly referenceDay: string | null
}

/** A plan in force in a place, with the laws in force on the day that the place is judged on. */
export interface AdoptedRow extends AdoptionRow {
  readonly laws: readonly string[]
}

/**
 * The plans in force with the law beside them: it holds wherever a plan does, and nobody adopts it. Once for each place with a
 * plan and none above it, on the day of that plan, so that nothing is judged by it twice and no wider world is built for it.
 * Rows in the order of their codes; what lies above a row that is seen must be among them.
 */
export function withLaws(rows: readonly AdoptedRow[]): readonly AdoptionRow[] {
  let top: string | undefined
  return rows.flatMap(({ laws, ...plan }) => {
    if (top !== undefined && covers({ code: top }, { code: plan.unitCode })) return [plan]
    top = plan.unitCode
    return [plan, ...laws.map((schemeId) => ({ ...plan, schemeId }))]
  })
}
