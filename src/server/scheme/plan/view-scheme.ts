import type { ClausePartView, ClauseView, OwedView, RuleView, SchemeView, SubjectRulingView } from '#contract/scheme/index.ts'
import type { z } from 'zod'
import { workingDaysTo } from '#domain/kernel/working-days.ts'
import {
  AREA_LABEL,
  gatesOf,
  gravest,
  KIND_LABEL,
  MODE_LABEL,
  OWED_LABEL,
  requirementOf,
  S,
  sentenceOf,
  shownNumber,
  STATE_LABEL,
  STRENGTH_LABEL,
  type LayeredRule,
  type Owed,
  type PartStatus,
  type Rule,
  type Ruling,
  type RuleStatus,
} from '#domain/scheme/index.ts'
import { nameOf, type OpenScheme, type SchemeInPlace } from '../open-scheme.ts'
import { readingSigned } from '../setting/signatures-in.ts'
import { wordsFor } from './words-for.ts'

/** A scheme laid out with what has been signed: enough to say what its rules ask. */
export type LaidScheme = Pick<SchemeInPlace, 'scheme' | 'layers' | 'words' | 'signatures'>

export function viewScheme(here: SchemeInPlace, today: string, hasOriginal: boolean): SchemeView {
  const { scheme, adoption, version, versions } = here
  return {
    id: scheme.id,
    title: scheme.title,
    shortTitle: scheme.shortTitle,
    issuer: scheme.issuer,
    docNo: scheme.docNo,
    nature: scheme.nature,
    version: version.version,
    versions: versions.map((v) => ({
      version: v.version,
      hash: v.sha256.slice(0, 12),
      validFrom: v.validFrom,
      validTo: v.validTo,
    })),
    validFrom: scheme.validFrom,
    validTo: scheme.validTo,
    coveredUnit: scheme.coveredUnit.label,
    unitCode: adoption.unitCode,
    unitName: adoption.unitName,
    referenceDay: adoption.referenceDay ?? today,
    clauses: scheme.clauses.length,
    rules: scheme.rules.length,
    overlays: scheme.overlays.map((o) => ({ id: o.id, title: o.title })),
    hasOriginal,
    isDemo: adoption.referenceDay !== null,
  }
}

const ownerOf = (rule: Rule): string | null =>
  rule.kind === 'duty'
    ? rule.debtor
    : rule.kind === 'consequence'
      ? rule.decidedBy
      : rule.kind === 'discretion'
        ? rule.by
        : (rule.owner ?? null)

/** Nearest day by which an open subject of the rule must act. */
function nextDue(status: RuleStatus, here: OpenScheme): string | null {
  if (!('due' in status.layered.rule.rule) || status.layered.rule.rule.due === undefined) return null
  let next: string | null = null
  status.subjects.forEach((e, i) => {
    const code = status.codes[i]
    if (code !== S.due && code !== S.atRisk && code !== S.overdue) return
    for (const o of status.layered.rule.ruling(e, here.moment).obligations)
      if (o.state !== 'met' && o.state !== 'late' && (next === null || o.dueOn < next)) next = o.dueOn
  })
  return next
}

export function viewRule(here: LaidScheme, layered: LayeredRule, status?: RuleStatus, open?: OpenScheme): RuleView {
  const { rule } = layered.rule
  const words = wordsFor(layered)
  const owner = ownerOf(rule)
  const settings = { ...here.scheme.settings, ...layered.overlay?.settings }
  const setting = (id: string): string => {
    const signed = here.signatures.get(`setting:${id}`)?.value
    const value = signed ?? settings[id]?.proposed ?? id
    const text = typeof value === 'string' && /^[a-z-]+$/.test(value) ? words.code(value) : shownNumber(value)
    return signed === undefined ? `${text}(待签定)` : text
  }
  return {
    id: layered.key,
    label: rule.label,
    kind: rule.kind,
    kindLabel: KIND_LABEL[rule.kind],
    subjectLabel: words.subject(rule.subject),
    strength: rule.strength,
    strengthLabel: STRENGTH_LABEL[rule.strength],
    actor: owner,
    actorLabel: owner === null ? '' : words.role(owner),
    requirement: requirementOf(rule, words, setting),
    reading: rule.reading ? { text: rule.reading.text, signedBy: readingSigned(here, rule)?.by ?? null } : null,
    counts: status?.counts ?? {},
    total: status?.subjects.length ?? 0,
    nextDueOn: status && open ? nextDue(status, open) : null,
    gates: gatesOf(rule).map(words.act),
    overlay: layered.overlay?.id ?? null,
  }
}

export function viewPart(here: OpenScheme, part: PartStatus): z.infer<typeof ClausePartView> {
  return {
    cite: part.cite,
    text: part.text,
    mode: part.mode,
    modeLabel: MODE_LABEL[part.mode],
    colour: part.colour,
    counts: part.counts,
    total: part.total,
    restsOnDeclared: part.restsOnDeclared,
    rules: part.rules.map((r) => viewRule(here, r.layered, r, here)),
  }
}

/** Clauses in the order of the document, their parts together. */
export function viewClauses(here: OpenScheme, parts: readonly PartStatus[]): ClauseView[] {
  const byClause = new Map<string, PartStatus[]>()
  for (const p of parts) byClause.set(p.clause.id, [...(byClause.get(p.clause.id) ?? []), p])
  return [...byClause.values()].flatMap((list) => {
    const clause = list[0]?.clause
    if (!clause) return []
    const { id, ref, area, text } = clause
    return [
      {
        id,
        ref,
        area,
        areaLabel: AREA_LABEL[area],
        text,
        colour: gravest(list.map((p) => p.colour)),
        parts: list.map((p) => viewPart(here, p)),
      },
    ]
  })
}

export function viewSubjectRuling(layered: LayeredRule, r: Ruling): SubjectRulingView {
  const words = wordsFor(layered)
  const name = nameOf(r.entity)
  const code = r.entity['divisionCode']
  return {
    entityId: r.entity.id,
    name,
    divisionCode: typeof code === 'string' ? code : null,
    state: r.state,
    stateLabel: r.label === 'proposed' ? '待决定' : STATE_LABEL[r.state],
    label: r.label === undefined ? null : words.code(r.label),
    sentence: sentenceOf(r, words, name),
    dueOn: (r.obligations.find((o) => o.state === r.state) ?? r.obligations[0])?.dueOn ?? null,
  }
}

export function viewOwed(here: OpenScheme, layered: LayeredRule, o: Owed): OwedView {
  const { rule } = o.ruling
  const words = wordsFor(layered)
  const refs = new Map(here.scheme.clauses.map((c) => [c.id, c.ref]))
  return {
    id: `${layered.key}|${o.entity.id}|${o.kind}|${o.debtor}|${o.what}|${o.dueOn ?? ''}`,
    kind: o.kind,
    kindLabel: OWED_LABEL[o.kind],
    schemeId: here.scheme.id,
    ruleId: layered.key,
    ruleLabel: rule.label,
    refs: [...new Set(rule.cites.map((c) => refs.get(c.split('/')[0] ?? '') ?? c))],
    entityId: o.entity.id,
    entityName: nameOf(o.entity),
    debtor: o.debtor,
    debtorLabel: o.debtor === '' ? '方案未写明' : words.role(o.debtor),
    creditorLabel: o.creditor === '' ? '' : words.role(o.creditor),
    what: o.what,
    dueOn: o.dueOn ?? null,
    workingDaysLeft: o.dueOn === undefined ? null : workingDaysTo(here.moment.asOf, o.dueOn),
    state: o.state,
    stateLabel: o.kind === 'consequence' ? '待决定' : o.kind === 'tranche' ? '可拨付' : STATE_LABEL[o.state],
  }
}
