import type { CivilDate } from '#domain/kernel/civil-date.ts'
import { formatQuantity } from '#domain/kernel/quantity.ts'
import {
  applyOverlay,
  catalogue,
  compileScheme,
  decideAction,
  decideGate,
  gatesOf,
  KIND_LABEL,
  momentOf,
  OWED_LABEL,
  owedBy,
  sentenceOf,
  sheetOf,
  STATE_LABEL,
  STATES,
  subjectsOf,
  wordsOf,
  type CompiledScheme,
  type Entity,
  type Moment,
  type Ruling,
  type Scheme,
  type Words,
  type World,
} from '#domain/scheme/index.ts'
import { BadInput } from '../end-with.ts'
import { readFactsFile } from './facts-file.ts'
import type { Outcome } from '../outcome.ts'
import { readSettings } from './signed-settings.ts'

/** What an auditor types. */
export interface Question {
  readonly facts: string
  readonly asOf: CivilDate
  readonly overlay?: string
  /** `proposed`, or a file of values by setting. */
  readonly settings?: string
  readonly role?: string
  readonly action?: string
  /** Show what does not apply too. */
  readonly all?: boolean
}

interface Asked {
  readonly compiled: CompiledScheme
  readonly words: Words
  readonly world: World
  readonly moment: Moment
}

function under(scheme: Scheme, overlayId: string | undefined): Scheme {
  if (overlayId === undefined) return scheme
  const overlay = scheme.overlays.find((o) => o.id === overlayId)
  if (!overlay) throw new BadInput(`没有叠加规定 ${overlayId}；可用：${scheme.overlays.map((o) => o.id).join('、') || '无'}`)
  return applyOverlay(scheme, overlay).scheme
}

const nameOf = (e: Entity): string => (typeof e['nameText'] === 'string' ? e['nameText'] : e.id)
const amountText = (a: Ruling['amount']): string | undefined => a && formatQuantity(Math.floor(a.value / a.den), a.unit)

function clausesOf(scheme: Scheme, cites: readonly string[]) {
  return cites.map((cite) => {
    const [id = '', part] = cite.split('/')
    const clause = scheme.clauses.find((c) => c.id === id)
    return { id: cite, ref: clause?.ref ?? '', text: (part === undefined ? clause?.text : clause?.parts?.[part]) ?? '' }
  })
}

/** One verdict with all that follows from it. */
function verdictOf(r: Ruling, { compiled, words }: Asked) {
  const { rule, entity } = r
  const name = nameOf(entity)
  const sheet = sheetOf(r, words, name)
  return {
    subject: entity.subject,
    id: entity.id,
    rule: rule.id,
    label: rule.label,
    kind: rule.kind,
    strength: rule.strength,
    clauses: clausesOf(compiled.scheme, rule.cites),
    state: r.state,
    stateLabel: r.label === 'proposed' ? '待决定' : STATE_LABEL[r.state],
    outcome: r.label ?? null,
    sentence: sentenceOf(r, words, name),
    amount: r.amount
      ? { value: r.amount.value, den: r.amount.den, unit: r.amount.unit ?? null, text: amountText(r.amount) }
      : null,
    payable: amountText(r.payable) ?? null,
    obligations: r.obligations.map((o) => ({ id: o.id ?? null, dueOn: o.dueOn, doneOn: o.doneOn ?? null, state: o.state })),
    endsOn: r.endsOn ?? null,
    order: r.order ?? null,
    because: r.because ?? null,
    missing: r.missing,
    unsigned: r.unsigned,
    rows: sheet.rows,
    flip: sheet.flip,
    effects: owedBy(r, compiled, words).map((o) => ({
      kind: o.kind,
      kindLabel: OWED_LABEL[o.kind],
      debtor: o.debtor,
      creditor: o.creditor,
      what: o.what,
      dueOn: o.dueOn ?? null,
    })),
    gates: gatesOf(rule),
  }
}
type Verdict = ReturnType<typeof verdictOf>

const entitiesOf = (world: World): Entity[] => [...world.values()].flat()

function gatesIn({ compiled, world, words, moment }: Asked) {
  const bySubject = new Map<string, Set<string>>()
  for (const c of compiled.rules) {
    const gates = bySubject.get(c.subject) ?? new Set()
    bySubject.set(c.subject, gates)
    if (c.rule.kind !== 'authority') for (const gate of gatesOf(c.rule)) gates.add(gate)
  }
  return entitiesOf(world).flatMap((e) =>
    [...(bySubject.get(e.subject) ?? [])].flatMap((gate) => {
      const { state, refusing } = decideGate(compiled, gate, e, moment)
      return state === 'silent'
        ? []
        : [
            {
              subject: e.subject,
              id: e.id,
              gate,
              label: words.act(gate),
              state,
              refusing: refusing.map((f) => ({ rule: f.rule.id, because: f.because, clauses: f.rule.cites })),
            },
          ]
    }),
  )
}

/** Whether the role may do the act, for each subject it can be done on; once without a subject where the facts have none. */
function actsIn({ compiled, world, words, moment }: Asked, role: string, action: string) {
  if (!compiled.scheme.roles[role]) throw new BadInput(`没有角色 ${role}；可用：${Object.keys(compiled.scheme.roles).join('、')}`)
  const kinds = new Set(
    compiled.rules.flatMap((r) => (r.rule.kind === 'authority' && r.rule.actions.includes(action) ? [r.subject] : [])),
  )
  const subjects: (Entity | undefined)[] = entitiesOf(world).filter((e) => kinds.has(e.subject))
  return (subjects.length === 0 ? [undefined] : subjects).map((e) => {
    const decided = decideAction(compiled, action, role, e, moment)
    return {
      role,
      action,
      label: words.act(action),
      subject: e?.subject ?? null,
      id: e?.id ?? null,
      allowed: decided.allowed,
      rule: decided.rule?.id ?? null,
      clauses: decided.rule?.cites ?? [],
      because: decided.because ?? (decided.allowed === 'silent' ? '方案没有规定，由有权者说明理由决定' : null),
    }
  })
}

/** Facts that verdicts lack, with who can supply them and which rules wait for them. */
function missingIn(verdicts: readonly Verdict[], { compiled, words }: Asked) {
  const waiting = new Map<string, Set<string>>()
  for (const v of verdicts)
    for (const fact of v.missing) {
      if (fact.startsWith('rule:')) continue
      const rules = waiting.get(fact) ?? new Set()
      waiting.set(fact, rules.add(v.rule))
    }
  return [...waiting]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fact, rules]) => {
      const [subject = '', field = ''] = fact.replace('[]', '').split('.')
      const def = compiled.catalogue[subject]
      const supplier = def?.facts[field]?.supplier ?? def?.rows[field]?.supplier ?? ''
      return {
        fact,
        label: words.fact(fact),
        supplier,
        supplierLabel: supplier === '' ? '' : words.role(supplier),
        rules: [...rules],
      }
    })
}

function notesOn(scheme: Scheme, asOf: string): string[] {
  if (asOf < scheme.validFrom) return [`判定日 ${asOf} 早于方案施行起点 ${scheme.validFrom}`]
  return scheme.validTo !== null && asOf > scheme.validTo ? [`判定日 ${asOf} 晚于方案施行终点 ${scheme.validTo}`] : []
}

const MARK: Readonly<Record<string, string>> = {
  met: '✓',
  agrees: '✓',
  excepted: '✓',
  late: '✓',
  'not-met': '✗',
  overdue: '✗',
  differs: '✗',
  unknown: '?',
  unsettled: '?',
  'not-applicable': '-',
}

function linesOf(answer: Answer, all: boolean): string[] {
  const out = [`${answer.title}（${answer.asOf}）`, ...answer.notes.map((n) => `! ${n}`)]
  const bySubject = new Map<string, Verdict[]>()
  for (const v of answer.verdicts) bySubject.set(`${v.subject} ${v.id}`, [...(bySubject.get(`${v.subject} ${v.id}`) ?? []), v])
  for (const [key, list] of bySubject) {
    const worst = [...list].sort((a, b) => STATES.indexOf(b.state) - STATES.indexOf(a.state))
    const shown = worst.filter((v) => all || v.state !== 'not-applicable')
    const counts = STATES.flatMap((s) =>
      list.some((v) => v.state === s) ? [`${STATE_LABEL[s]} ${list.filter((v) => v.state === s).length}`] : [],
    )
    out.push('', `${key}：${counts.join('，')}`)
    for (const v of shown) {
      out.push(`  ${MARK[v.state] ?? '·'} ${v.sentence} [${v.rule}] ${v.clauses.map((c) => c.id).join('、')}`)
      for (const e of v.effects)
        if (e.kind !== 'fact')
          out.push(`      → ${e.kindLabel} ${e.debtor}：${e.what}${e.dueOn === null ? '' : `（${e.dueOn}）`}`)
    }
  }
  const closed = answer.gates.filter((g) => g.state === 'closed')
  if (answer.gates.length > 0) out.push('', `关口：开 ${answer.gates.length - closed.length}，关 ${closed.length}`)
  for (const g of answer.gates)
    out.push(
      `  ${g.state === 'open' ? '✓' : '✗'} ${g.gate} ${g.label}（${g.subject} ${g.id}）${g.refusing.map((r) => `；${r.because} [${r.rule}]`).join('')}`,
    )
  if (answer.actions.length > 0) out.push('', '可否办理：')
  for (const a of answer.actions) {
    const said = a.allowed === 'silent' ? '· 方案未规定' : a.allowed ? '✓ 可以' : '✗ 不可以'
    out.push(
      `  ${said} ${a.role} ${a.action}${a.id === null ? '' : `（${a.subject} ${a.id}）`}${a.rule === null ? '' : ` [${a.rule}] ${a.clauses.join('、')}`}${a.because === null ? '' : `：${a.because}`}`,
    )
  }
  if (answer.missing.length > 0) out.push('', `缺 ${answer.missing.length} 项事实：`)
  for (const f of answer.missing)
    out.push(`  ? ${f.fact} ${f.label}，由${f.supplierLabel}提供，${f.rules.length} 条规则等它：${f.rules.join('、')}`)
  return out
}

type Answer = ReturnType<typeof answerOf>
function answerOf(asked: Asked, question: Question) {
  const { compiled, world, moment } = asked
  const verdicts = compiled.rules
    .filter(({ rule }) => rule.kind !== 'authority')
    .flatMap((rule) => subjectsOf(rule, compiled, world).map((e) => verdictOf(rule.ruling(e, moment), asked)))
  return {
    scheme: compiled.scheme.id,
    title: compiled.scheme.title,
    version: compiled.scheme.version,
    asOf: question.asOf,
    overlay: question.overlay ?? null,
    notes: notesOn(compiled.scheme, question.asOf),
    verdicts,
    gates: gatesIn(asked),
    actions: question.role !== undefined && question.action !== undefined ? actsIn(asked, question.role, question.action) : [],
    missing: missingIn(verdicts, asked),
  }
}

/** `scheme ask`: every verdict of a plan on facts typed by hand. Throws BadInput for facts, settings or roles that do not exist. */
export function askScheme(scheme: Scheme, question: Question): Outcome {
  if ((question.role === undefined) !== (question.action === undefined)) throw new BadInput('--role 与 --action 要一起给')
  const laid = under(scheme, question.overlay)
  const compiled = compileScheme(laid, catalogue, readSettings(laid, question.settings))
  const world = readFactsFile(question.facts, compiled.catalogue)
  const words = wordsOf(compiled)
  const actor = { ...world.get('actor')?.[0], ...(question.role !== undefined && { roleCode: question.role }) }
  const answer = answerOf({ compiled, words, world, moment: momentOf(question.asOf, actor) }, question)
  const kinds = answer.verdicts.map((v) => ({ ...v, kindLabel: KIND_LABEL[v.kind] }))
  return { code: 0, lines: linesOf(answer, question.all ?? false), json: { ...answer, verdicts: kinds } }
}
