import type { RulingView, readRuling as endpoint } from '#contract/scheme/index.ts'
import { isRefusal, refuse } from '#domain/kernel/refusal.ts'
import {
  decideGate,
  gatesOf,
  nextChangeOn,
  sheetOf,
  STATE_LABEL,
  subjectOfLayer,
  traceText,
  type Entity,
  type LayeredRule,
  type Ruling,
  type TraceText,
} from '#domain/scheme/index.ts'
import type { UseCase } from '#server/http/context.ts'
import { nameOf, type OpenScheme, type SchemeOpener } from '../open-scheme.ts'
import { viewRule, viewSubjectRuling } from '../plan/view-scheme.ts'
import { wordsFor } from '../plan/words-for.ts'

const SHOWN_ROWS = 200

/** One ruling in full: sentence, sheet, what turns it and when, gates, and the whole trace. @refuses SUBJECT_NOT_FOUND */
export const readRuling =
  (opener: SchemeOpener): UseCase<typeof endpoint> =>
  async ({ tx, actor, today }, input) => {
    const here = await opener.open(tx, actor, today, input)
    if (isRefusal(here)) return here
    const layered = here.layers.byKey.get(input.ruleId)
    if (!layered) return refuse('RULE_NOT_FOUND')
    const entity = subjectOfLayer(layered, here.world, here.moment, input.entityId)
    if (!entity || !here.mine(entity)) return refuse('SUBJECT_NOT_FOUND')
    return viewRuling(here, layered, entity)
  }

function viewRuling(here: OpenScheme, layered: LayeredRule, entity: Entity): RulingView {
  const words = wordsFor(layered)
  const ruling = layered.rule.ruling(entity, here.moment)
  const { rule } = ruling
  const sheet = sheetOf(ruling, words, nameOf(entity))
  const cited = rule.cites.flatMap((cite) => {
    const [id, letter = ''] = cite.split('/')
    const clause = here.scheme.clauses.find((c) => c.id === id)
    return clause ? [{ cite, ref: clause.ref, text: clause.parts?.[letter] ?? clause.text }] : []
  })
  return {
    rule: viewRule(here, layered),
    clauses: cited,
    subject: viewSubjectRuling(layered, ruling),
    recordOf: entity.subject,
    rows: sheet.rows.map((r) => ({ ...r, by: r.by ?? null })),
    flip: sheet.flip,
    nextChangeOn: nextChangeOn(layered.rule, entity, here.moment) ?? null,
    endsOn: ruling.endsOn ?? null,
    order: [...(ruling.order ?? [])],
    gapRows: ruling.gapRows.slice(0, SHOWN_ROWS).map((r) => rowName(r, words.value)),
    missing: missingOf(layered, ruling, words),
    unsigned: ruling.unsigned.map((id) => layered.compiled.scheme.settings[id]?.label ?? id),
    where: ruling.where ? copy(traceText(ruling.where, words)) : null,
    trace: fullTrace(ruling, words),
    silent: silentRules(here, layered, entity),
    gates: gatesOf(rule).map((gate) => {
      const d = decideGate(layered.compiled, gate, entity, here.moment)
      return { gate, label: words.act(gate), state: d.state, because: d.refusing.map((r) => r.because) }
    }),
    asOf: here.moment.asOf,
  }
}

const copy = (t: TraceText): RulingView['trace'] & object => ({ ...t, kids: t.kids.map(copy) })

function fullTrace(r: Ruling, words: Parameters<typeof traceText>[1]): RulingView['trace'] {
  const items = r.items.flatMap((i) => (i.trace ? [{ ...copy(traceText(i.trace, words)), text: i.label }] : []))
  if (r.trace && items.length === 0) return copy(traceText(r.trace, words))
  if (items.length === 0) return null
  return {
    text: r.rule.label,
    outcome: STATE_LABEL[r.state],
    measured: null,
    required: null,
    kids: [...(r.trace ? [copy(traceText(r.trace, words))] : []), ...items],
  }
}

function missingOf(layered: LayeredRule, r: Ruling, words: Parameters<typeof traceText>[1]): RulingView['missing'] {
  return r.missing.map((fact) => {
    if (fact.startsWith('rule:')) return { fact, label: words.rule(fact.slice(5)), supplier: '' }
    const [subject = '', field = ''] = fact.replace('[]', '').split('.')
    const def = layered.compiled.catalogue[subject]
    const supplier = def?.facts[field]?.supplier ?? def?.rows[field]?.supplier ?? ''
    return { fact, label: `${def?.label ?? ''}${words.fact(fact)}`, supplier: supplier === '' ? '' : words.role(supplier) }
  })
}

function rowName(row: Ruling['gapRows'][number], value: (v: never) => string): string {
  const named = row['nameText'] ?? row['id'] ?? row['personId']
  if (typeof named === 'string' && row['nameText'] !== undefined) return named
  const shown = Object.entries(row).filter(
    ([k, v]) => !k.startsWith('$') && !k.endsWith('Id') && (typeof v === 'string' || typeof v === 'number'),
  )
  return shown.map(([, v]) => value(v as never)).join(' ') || (typeof named === 'string' ? named : '')
}

/** Rules on the same clauses that did not speak of this subject, with the reason. */
function silentRules(here: OpenScheme, layered: LayeredRule, entity: Entity): RulingView['silent'] {
  const cites = new Set(layered.rule.rule.cites.map((c) => c.split('/')[0]))
  return here.layers.rules.flatMap((other) => {
    if (other.key === layered.key || !other.rule.rule.cites.some((c) => cites.has(c.split('/')[0]))) return []
    const words = wordsFor(other)
    const label = other.rule.rule.label
    if (other.rule.subject !== entity.subject)
      return [{ ruleId: other.key, label, why: `针对${words.subject(other.rule.rule.subject)}，不针对此对象` }]
    if (!other.includes(entity, here.moment))
      return [{ ruleId: other.key, label, why: other.overlay ? `只适用于${other.overlay.title}` : '由叠加规定代替' }]
    const r = other.rule.ruling(entity, here.moment)
    if (r.state !== 'not-applicable') return []
    const why =
      r.because !== undefined
        ? `让位于${words.rule(r.because)}`
        : r.where
          ? `前提不成立：${words.predicate(r.where.info.source)}`
          : r.label === 'none'
            ? '情形未出现'
            : '此日不适用'
    return [{ ruleId: other.key, label, why }]
  })
}
