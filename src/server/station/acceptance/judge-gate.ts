import { guardsOf, recordReads, type Entity, type LayeredRule, type Ruling, type Snapshot } from '#domain/scheme/index.ts'
import type { AcceptanceGate, GateState } from '#domain/station/index.ts'
import { nameOf, viewSubjectRuling, type OpenScheme } from '#server/scheme/index.ts'
import { sheetFor } from './sheet-for.ts'
import { refsOf } from '../refs-of.ts'
import { stationIn } from '../plans-over.ts'

/** One rule that guards a gate, judged for a station. */
export interface Check {
  readonly plan: OpenScheme
  readonly layered: LayeredRule
  readonly entity: Entity
  readonly ruling: Ruling
  readonly isPassed: boolean
}

export interface JudgedGate extends GateState {
  readonly checks: readonly Check[]
  /** What is kept with the decision: each plan's text and signed settings by hash, every ruling, and exactly the facts read. */
  readonly kept: readonly {
    readonly schemeId: string
    readonly schemeSha256: string
    readonly asOf: string
    readonly signed: readonly (readonly [string, string | number])[]
    readonly rulings: readonly { readonly ruleId: string; readonly state: string; readonly sentence: string }[]
    readonly facts: Snapshot
  }[]
}

/** What every plan over a station says of a gate together, and what it says it on. */
export function judgeGate(plans: readonly OpenScheme[], stationId: string, gate: AcceptanceGate): JudgedGate {
  const judged = plans.flatMap((plan) => {
    const entity = stationIn(plan, stationId)
    if (!entity) return []
    const { result, snapshot } = recordReads(entity, (e) =>
      guardsOf(plan.layers, gate, e, plan.moment).map(({ layered, because }) => ({
        layered,
        because,
        ruling: layered.rule.ruling(e, plan.moment),
      })),
    )
    return [{ plan, entity, guards: result, snapshot }]
  })
  const checks = judged.flatMap(({ plan, entity, guards }) =>
    guards.map(({ layered, because, ruling }) => ({ plan, layered, entity, ruling, isPassed: because === undefined })),
  )
  const refusing = checks
    .filter(({ isPassed }) => !isPassed)
    .map((check) => ({ clause: check.layered.rule.rule.cites[0] ?? '', text: sayMissing(check) }))
  return {
    state: checks.length === 0 ? 'silent' : refusing.length === 0 ? 'open' : 'closed',
    refusing,
    checks,
    kept: judged.map(({ plan, guards, snapshot }) => ({
      schemeId: plan.scheme.id,
      schemeSha256: plan.version.sha256,
      asOf: plan.moment.asOf,
      signed: [...plan.layers.base.signed],
      rulings: guards.map(({ layered, ruling }) => ({
        ruleId: layered.key,
        state: ruling.state,
        sentence: viewSubjectRuling(layered, ruling).sentence,
      })),
      facts: snapshot,
    })),
  }
}

/** `五（二）单独办公用房：实测 39.00 m²，标准不少于 40.00 m²，差 1.00 m²` */
function sayMissing({ plan, layered, ruling }: Check): string {
  const rows = sheetFor(layered, ruling, nameOf(ruling.entity)).rows.filter(({ outcome }) => outcome !== '符合')
  const said = rows.map(({ label, measured, required, gap }) =>
    [
      `${label}${measured === '' ? '' : ` ${measured}`}`,
      ...(required === '' ? [] : [`标准${required}`]),
      ...(gap === '' ? [] : [`差 ${gap}`]),
    ].join('，'),
  )
  return `${refsOf(plan, layered).join('、')} ${layered.rule.rule.label}：${said.length > 0 ? said.join('；') : '不符'}`
}
