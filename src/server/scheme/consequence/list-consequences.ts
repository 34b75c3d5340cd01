import type { ConsequenceView, listConsequences as endpoint } from '#contract/scheme/index.ts'
import type { z } from 'zod'
import { can, covers, type Place } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { isDecider } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { listProposals, type ConsequenceRow } from './consequence-repository.ts'
import { nameOf, type OpenScheme, type SchemeOpener } from '../open-scheme.ts'

const MEASURE: Readonly<Record<string, string>> = {
  warn: '提醒',
  rectify: '限期整改',
  remove: '清退',
  bar: '禁止承接',
  hold: '暂缓',
  prefer: '优先',
  reward: '奖励',
}
const STATUS = {
  proposed: ['proposed', '待决定'],
  decided: ['ordered', '已作出'],
  rejected: ['declined', '未采纳'],
  lifted: ['declined', '已解除'],
} as const

/** Where a proposal lies and whose it is. */
export const placeOf = ({ divisionCode, agencyId, stationId }: ConsequenceRow): Place => ({
  code: divisionCode,
  agencyId,
  stationId,
})

export function viewConsequence(here: OpenScheme, actor: Actor, c: ConsequenceRow): z.infer<typeof ConsequenceView> {
  const rule = here.layers.byKey.get(c.ruleId)?.rule.rule
  const entity = (here.world.get(c.subject) ?? []).find((e) => e.id === c.entityId)
  const refs = new Map(here.scheme.clauses.map((x) => [x.id, x.ref]))
  const [status, statusLabel] = STATUS[c.status as keyof typeof STATUS] ?? STATUS.proposed
  return {
    id: c.id,
    schemeId: c.schemeId,
    ruleId: c.ruleId,
    ruleLabel: rule?.label ?? '现行版本已删去的规则',
    refs: [...new Set((rule?.cites ?? []).map((x) => refs.get(x.split('/')[0] ?? '') ?? x))],
    measureLabel: MEASURE[c.measure] ?? c.measure,
    entityId: c.entityId,
    entityName: entity ? nameOf(entity) : '已不在册',
    eventOn: c.eventOn,
    endsOn: c.endsOn,
    status,
    statusLabel,
    reason: c.reason,
    deciderLabel: rule?.kind === 'consequence' ? (here.scheme.roles[rule.decidedBy]?.label ?? rule.decidedBy) : null,
    mayDecide:
      status === 'proposed' &&
      rule?.kind === 'consequence' &&
      can(actor, 'decide consequence', placeOf(c)) &&
      isDecider(here.scheme, rule, actor.role),
  }
}

/** Every proposal the reader may see, each in the place whose adoption of the plan it lies under. @refuses SCHEME_NOT_FOUND */
export const listConsequences =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, { schemeId }) => {
    const adoptions = (await opener.adoptions(tx, today)).filter((a) => a.schemeId === schemeId)
    if (adoptions.length === 0) return refuse('SCHEME_NOT_FOUND')
    const proposals = await listProposals(tx, schemeId)
    const places: OpenScheme[] = []
    for (const { unitCode } of adoptions) {
      const here = await opener.open(tx, actor, today, { schemeId, unitCode })
      if (!isRefusal(here)) places.push(here)
    }
    const lies = (c: ConsequenceRow) => (p: OpenScheme) => covers({ code: p.adoption.unitCode }, { code: c.divisionCode })
    return {
      consequences: proposals.flatMap((c) => {
        const here = places.find(lies(c)) ?? places[0]
        return here ? [viewConsequence(here, actor, c)] : []
      }),
    }
  }
