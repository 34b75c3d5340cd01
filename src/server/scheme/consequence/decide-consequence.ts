import type { decideConsequence as endpoint } from '#contract/scheme/index.ts'
import { covers } from '#domain/access/index.ts'
import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import { decideDecider, momentOf, recordReads } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { decideProposal, findProposal, insertDecision } from './consequence-repository.ts'
import { placeOf, viewConsequence } from './list-consequences.ts'
import type { SchemeOpener } from '../open-scheme.ts'
import { planLets } from '../plan/plan-lets.ts'

/**
 * An officer whom the plan names for it orders or declines what the plan proposed on the event's day. The facts the ruling read, the plan's hash, the signed settings and
 * the outcome are kept with the decision, so that it can be judged again years later. @refuses CONSEQUENCE_NOT_FOUND
 * @refuses PLAN_DENIES
 */
export const decideConsequence =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today, newId, note }, input) => {
    const row = await findProposal(tx, input.consequenceId)
    if (!row || row.status !== 'proposed') return refuse('CONSEQUENCE_NOT_FOUND')
    const adoptions = await opener.adoptions(tx, today)
    const unitCode = adoptions.find(
      (a) => a.schemeId === row.schemeId && covers({ code: a.unitCode }, { code: row.divisionCode }),
    )?.unitCode
    const here = await opener.open(tx, actor, today, { schemeId: row.schemeId, unitCode })
    if (isRefusal(here)) return here
    const layered = here.layers.byKey.get(row.ruleId)
    const entity = (here.world.get(row.subject) ?? []).find((e) => e.id === row.entityId)
    if (!layered || !entity) return refuse('CONSEQUENCE_NOT_FOUND')
    const denied =
      planLets(here, actor, 'decide consequence', placeOf(row), momentOf(today), entity) ??
      decideDecider(here.scheme, layered.rule.rule, actor.role)
    if (denied) return denied
    const moment = { ...here.moment, asOf: row.eventOn as CivilDate }
    const { result: ruling, snapshot } = recordReads(entity, (e) => layered.rule.ruling(e, moment))
    const id = newId()
    const outcome = {
      state: ruling.state,
      label: ruling.label ?? null,
      endsOn: ruling.endsOn ?? null,
      status: input.status,
      reason: input.reason,
    }
    const of = { ...row, schemeSha256: here.version.sha256 }
    await insertDecision(tx, {
      id,
      of,
      asOf: moment.asOf,
      facts: { snapshot, signed: [...here.layers.base.signed] },
      outcome,
      decidedBy: actor.accountId,
    })
    const done = await decideProposal(tx, row, input.status === 'ordered' ? 'decided' : 'rejected', id)
    if (!done) return refuse('CONSEQUENCE_NOT_FOUND')
    note({
      divisionCode: row.divisionCode,
      subject: row.subject,
      subjectId: row.entityId,
      detail: { rule: layered.rule.rule.label, status: input.status },
    })
    const after = await findProposal(tx, input.consequenceId)
    return after ? viewConsequence(here, actor, after) : refuse('CONSEQUENCE_NOT_FOUND')
  }
