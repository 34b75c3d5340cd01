import { useMemo } from 'react'
import { listRulings, listSchemes, readPlan, type PlanView, type SubjectRulingView } from '#contract/scheme/index.ts'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'

export interface Place {
  readonly id: string
  readonly name: string
  readonly code: string | null
}

/** What a grant may name: towns by code, and what the plan knows by id. */
export interface Places {
  readonly divisions: readonly { readonly code: string; readonly name: string }[]
  readonly stations: readonly Place[]
  readonly agencies: readonly Place[]
  readonly contracts: readonly Place[]
  readonly postings: readonly Place[]
}

const MOST = 2000

/** The places within the own scope, as the plan's own lists name them; empty where the person may not read them. */
export function usePlaces(): Places {
  const mayRule = useCan('read ruling')
  const { grants, grant } = useSession()
  const schemes = useAnswer(listSchemes, {}, { isEnabled: mayRule })
  const schemeId = schemes.data?.schemes[0]?.id
  const plan = useAnswer(readPlan, { schemeId: schemeId ?? '' }, { isEnabled: schemeId !== undefined })
  const towns = useSubjects(schemeId, plan.data, '镇街')
  const stations = useSubjects(schemeId, plan.data, '社工站')
  const agencies = useSubjects(schemeId, plan.data, '承接机构')
  const contracts = useSubjects(schemeId, plan.data, '服务协议')
  const postings = useSubjects(schemeId, plan.data, '岗位')
  return useMemo(() => {
    const named = [grant, ...grants].map(({ scopeCode, scopeName }) => ({ code: scopeCode, name: scopeName }))
    const known = towns.flatMap(({ code, name }) => (code === null ? [] : [{ code, name }]))
    const divisions = [...new Map([...named, ...known].map((one) => [one.code, one])).values()]
    return { divisions, stations, agencies, contracts, postings }
  }, [grant, grants, towns, stations, agencies, contracts, postings])
}

const NONE: readonly Place[] = []

function useSubjects(schemeId: string | undefined, plan: PlanView | undefined, subjectLabel: string): readonly Place[] {
  const ruleId = useMemo(() => plan && largestRule(plan, subjectLabel), [plan, subjectLabel])
  const { data } = useAnswer(
    listRulings,
    { schemeId: schemeId ?? '', ruleId: ruleId ?? '', limit: MOST },
    { isEnabled: schemeId !== undefined && ruleId !== undefined },
  )
  return useMemo(() => data?.rulings.map(placeOf) ?? NONE, [data])
}

const placeOf = ({ entityId, name, divisionCode }: SubjectRulingView): Place => ({ id: entityId, name, code: divisionCode })

/** The rule that judges most of a kind lists most of them. */
function largestRule({ clauses }: PlanView, subjectLabel: string): string | undefined {
  const rules = clauses
    .flatMap(({ parts }) => parts.flatMap((part) => part.rules))
    .filter((rule) => rule.subjectLabel === subjectLabel)
  return rules.toSorted((a, b) => b.total - a.total)[0]?.id
}
