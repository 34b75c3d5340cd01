import type { AcceptanceCheckView, AcceptanceView, readAcceptance as endpoint } from '#contract/station/index.ts'
import { can } from '#domain/access/index.ts'
import type { Actor } from '#domain/kernel/actor.ts'
import { refuse } from '#domain/kernel/refusal.ts'
import { doesKeep } from '#domain/record/index.ts'
import { ACCEPTANCES, attestedItem, isAccepted, type KeptRow } from '#domain/station/index.ts'
import { STATE_LABEL } from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { openPlace } from '#server/record/index.ts'
import { nameOf, roleOf, viewSubjectRuling, wordsFor, type SchemeOpener } from '#server/scheme/index.ts'
import { rowsIn } from './attest-item.ts'
import { findStation, type FoundStation } from '../find-station.ts'
import { judgeGate, type Check } from './judge-gate.ts'
import { plansOver } from '../plans-over.ts'
import { publicClauseOf } from './public-clause.ts'
import { refsOf } from '../refs-of.ts'
import { listAcceptances, type AcceptanceRow } from '../repository.ts'
import { sheetFor } from './sheet-for.ts'
import { whoSigns, type Signers } from './who-signs.ts'

/** The checklist of a gate as the plans make it, with what was measured and confirmed, and every earlier acceptance. @refuses STATION_NOT_FOUND */
export const readAcceptance =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async (context, { stationId, gate }) => {
    const { tx, actor } = context
    const station = await findStation(context, stationId)
    if (!station) return refuse('STATION_NOT_FOUND')
    const { record } = station
    const { divisionCode } = record
    const place = await openPlace(opener, context, divisionCode)
    const plans = await plansOver(opener, context, divisionCode)
    const judged = judgeGate(plans, stationId, gate)
    const signers = whoSigns(plans, stationId, gate)
    const acceptances = await listAcceptances(tx, stationId, gate)
    const isDone = isAccepted(gate, station)
    const isOpen = station.closedOn === null && !isDone
    const publicClause = publicClauseOf(plans)
    const text = plans.flatMap(({ scheme }) => scheme.clauses).find(({ id }) => id === publicClause?.split('/')[0])?.text
    return {
      name: record.name,
      version: record.version,
      gate,
      gateLabel: ACCEPTANCES[gate].label,
      state: judged.state,
      isDone,
      asOf: place.workDay,
      checks: judged.checks
        .toSorted((a, b) => Number(a.isPassed) - Number(b.isPassed))
        .map((check) => viewCheck(check, station, actor)),
      acceptances: acceptances.map((row) => viewAcceptance(row, actor, signers)),
      publicClause: text ?? null,
      signers: [...signers.labels],
      mayInspect: isOpen && acceptances[0]?.verdict !== null && can(actor, 'inspect station', { code: divisionCode }),
    }
  }

function viewCheck(
  { plan, layered, ruling, isPassed }: Check,
  { record, closedOn }: FoundStation,
  actor: Actor,
): AcceptanceCheckView {
  const { rule } = layered.rule
  const words = wordsFor(layered)
  const sheet = sheetFor(layered, ruling, nameOf(ruling.entity))
  const clause = plan.scheme.clauses.find(({ id }) => id === rule.cites[0]?.split('/')[0])
  const waiver = rowsIn(record.facts, 'waivers').find((row) => row['ruleId'] === rule.id)
  const isOpen = closedOn === null
  return {
    schemeId: plan.scheme.id,
    ruleId: layered.key,
    label: rule.label,
    refs: [...refsOf(plan, layered)],
    clauseText: clause?.text ?? '',
    state: ruling.state,
    stateLabel: STATE_LABEL[ruling.state],
    isPassed,
    sentence: viewSubjectRuling(layered, ruling).sentence,
    rows: sheet.rows.map(({ by, ...row }) => ({ ...row, by: by ?? null })),
    items:
      rule.kind !== 'checklist'
        ? []
        : ruling.items.flatMap(({ id }) => {
            const found = attestedItem(rule, id)
            if (!found) return []
            const seen = rowsIn(record.facts, 'attested').find((row) => row['ruleId'] === rule.id && row['itemId'] === id)
            return [
              {
                itemId: id,
                label: found.item.label,
                byLabel: words.role(found.by),
                evidence: 'evidence' in found.item.proof ? found.item.proof.evidence.map((one) => words.code(one)) : [],
                isHeld: seen !== undefined,
                on: text(seen, 'on'),
                remark: text(seen, 'remarkText'),
                mayAttest:
                  isOpen &&
                  can(actor, 'attest item', placeOf(record)) &&
                  (roleOf(plan.scheme, found.by) === actor.role || doesKeep(actor.role, found.by)),
              },
            ]
          }),
    exception: {
      byLabel: rule.waiver ? words.role(rule.waiver.by) : null,
      mayGrant:
        isOpen &&
        !isPassed &&
        rule.waiver !== undefined &&
        roleOf(plan.scheme, rule.waiver.by) === actor.role &&
        can(actor, 'record decision', placeOf(record)),
      reason: text(waiver, 'reasonText'),
    },
  }
}

const placeOf = ({ divisionCode, agencyId, stationId }: FoundStation['record']) => ({ code: divisionCode, agencyId, stationId })

const text = (row: KeptRow | undefined, name: string): string | null => {
  const value = row?.[name]
  return typeof value === 'string' ? value : null
}

function viewAcceptance(row: AcceptanceRow, actor: Actor, signers: Signers): AcceptanceView {
  const { refusing } = row.judged as { readonly refusing: readonly string[] }
  return {
    id: row.id,
    gate: row.gate as AcceptanceView['gate'],
    round: row.round,
    result: row.result as AcceptanceView['result'],
    on: row.on,
    correctBy: row.correctBy,
    remark: row.remark,
    representatives: row.representatives,
    proposedBy: row.proposedBy,
    proposedAt: row.proposedAt.toISOString(),
    refusing: [...refusing],
    signed:
      row.verdict === null
        ? null
        : {
            verdict: row.verdict as 'agreed',
            by: row.signedBy ?? '',
            at: row.signedAt?.toISOString() ?? '',
            reason: row.reason ?? '',
            publishedOn: row.publishedOn,
          },
    maySign:
      row.verdict === null &&
      row.proposedById !== actor.accountId &&
      signers.roles.has(actor.role) &&
      can(actor, 'sign acceptance'),
  }
}
