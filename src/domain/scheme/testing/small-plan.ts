import { parse } from 'yaml'
import { isCivilDate, type CivilDate } from '../../kernel/civil-date.ts'
import { publishedCalendar, type WorkCalendar } from '../../kernel/working-days.ts'
import { catalogue } from '../catalogue/catalogue.ts'
import type { CompiledRule } from '../compile/compile-rule.ts'
import { compileScheme, type CompiledScheme, type Signed } from '../compile/compile.ts'
import type { Ruling } from '../compile/ruling.ts'
import { subjectsOf } from '../evaluate.ts'
import { worldByHand } from '../facts/hand-facts.ts'
import type { SourceFile } from '../load.ts'
import { momentOf } from '../facts/moment.ts'
import { Scheme } from '../schema/scheme.ts'
import { STATES } from '../state.ts'
import type { Entity, Moment, World } from '../facts/world.ts'

/** `scheme.yaml` of a plan that asks nothing; tests add to it. Its last line ends without a list, so that more may follow. */
export const HEAD = `id: t1
version: 2024-01-01
title: 试验方案
shortTitle: 试验
issuer: null
docNo: null
issuedOn: null
nature: norm
validFrom: 2023-01-01
validTo: null
coveredUnit: { subject: 'unit:town', label: 镇 }
atRiskDays: 7
roles: { bureau: { label: 县局 }, town: { label: 镇街 }, agency: { label: 机构 }, worker: { label: 社工 } }
`
export const CLAUSES = `- { id: t1-1-1, ref: 一, area: station, text: 唯一的条款 }
`

/** The files of a scheme's folder; what a test does not give is the plan that asks nothing. */
export function planFiles(files: Readonly<Record<string, string>>): SourceFile[] {
  const all = { 'scheme.yaml': HEAD, 'clauses.yaml': CLAUSES, ...files }
  return Object.entries(all).map(([path, text]) => ({ path, text }))
}

export const day = (text: string): CivilDate => {
  if (!isCivilDate(text)) throw new Error(`no such day: ${text}`)
  return text
}

/** A world from YAML facts; a fact that the catalogue does not know is a fault of the test. */
export function worldOf(facts: string, compiled: Pick<CompiledScheme, 'catalogue'> = { catalogue }): World {
  const { world, problems } = worldByHand(parse(facts) as Record<string, unknown>, compiled.catalogue)
  if (problems.length > 0) throw new Error(problems.join('; '))
  return world
}

export interface SmallPlan {
  readonly scheme: Scheme
  readonly compiled: CompiledScheme
  readonly rule: (id: string) => CompiledRule
  /** The full ruling of a rule on its first (or the named) subject; the fast path must agree with it. */
  readonly ask: (id: string, facts: string, asOf?: string, options?: AskOptions) => Ruling
  /** What the ruling comes to: its band, step … where it has one, else its state. */
  readonly state: (id: string, facts: string, asOf?: string, options?: AskOptions) => string
}
export interface AskOptions {
  readonly entity?: string
  readonly actor?: Moment['actor']
  readonly calendar?: WorkCalendar
}

/** The day on which tests ask when the day does not matter: a Wednesday. */
export const TODAY = '2024-05-15'

/** A scheme of these rules alone; label and citation are filled in where a test leaves them out. */
export function schemeOf(rules: string, head = ''): Scheme {
  const list = (parse(rules) ?? []) as Record<string, unknown>[]
  const filled = list.map((rule) => ({ label: '规则', cites: ['t1-1-1'], ...rule }))
  return Scheme.parse({
    ...(parse(HEAD) as object),
    ...(parse(head) as object | null),
    clauses: parse(CLAUSES) as unknown,
    rules: filled,
    overlays: [],
  })
}

/** Compiles rules and asks them; a rule that does not fit the catalogue is a fault of the test. */
export function plan(
  rules: string,
  { head = '', signed = {} }: { head?: string; signed?: Readonly<Record<string, string | number>> } = {},
): SmallPlan {
  const scheme = schemeOf(rules, head)
  const faults: string[] = []
  const signatures: Signed = new Map(Object.entries(signed))
  const compiled = compileScheme(scheme, catalogue, signatures, (rule, code, message) =>
    faults.push(`${rule.id} ${code}: ${message}`),
  )
  if (faults.length > 0) throw new Error(faults.join('; '))
  const rule = (id: string): CompiledRule => {
    const found = compiled.byId.get(id)
    if (!found) throw new Error(`no rule ${id}`)
    return found
  }
  const ask: SmallPlan['ask'] = (id, facts, asOf = TODAY, options = {}) => {
    const asked = rule(id)
    const subjects = subjectsOf(asked, compiled, worldOf(facts, compiled))
    const e: Entity | undefined = options.entity === undefined ? subjects[0] : subjects.find((s) => s.id === options.entity)
    if (!e) throw new Error(`no subject for ${id}`)
    const m = momentOf(day(asOf), options.actor, options.calendar ?? publishedCalendar)
    const ruling = asked.ruling(e, m)
    const fast = STATES[asked.state(e, m)]
    if (fast !== ruling.state) throw new Error(`${id}: the fast path says ${String(fast)}, the ruling ${ruling.state}`)
    return ruling
  }
  const state: SmallPlan['state'] = (...question) => {
    const r = ask(...question)
    return r.label ?? r.state
  }
  return { scheme, compiled, rule, ask, state }
}

/** One rule about a station, ready to be asked. */
export const ruleOf = (body: string, options?: Parameters<typeof plan>[1]): SmallPlan =>
  plan(`[{ id: x, subject: station, ${body} }]`, options)
