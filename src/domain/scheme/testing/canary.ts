import { catalogue } from '../catalogue/catalogue.ts'
import type { Signed } from '../compile/compile.ts'
import { lintScheme } from '../lint/lint.ts'
import { loadScheme } from '../load.ts'
import { HEAD, planFiles } from './small-plan.ts'

/** A sound plan: one rule, its gate with an owner. Canaries add one fault each, with `«` where it must be found. */
const OFFICE =
  '- { id: office, kind: condition, label: 办公用房, cites: [t1-1-1], subject: station, owner: town, gates: [station.open], require: { fact: station.officeAreaM2, atLeast: 40 m² } }\n'
const OPENER =
  '- { id: opener, kind: authority, label: 启用, cites: [t1-1-1], subject: station, actions: [station.open], allow: [bureau] }\n'
export const SOUND = OFFICE + OPENER

const MARK = '«'
/** Where the mark stands, `file:line:col`, in the text as it is without it. */
export function marked(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, i) => (line.includes(MARK) ? [`${path}:${i + 1}:${line.indexOf(MARK) + 1}`] : [])),
  )
}
const without = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([p, t]) => [p, t.replaceAll(MARK, '')]))

export function found(files: Readonly<Record<string, string>>, severity: string, signed?: Signed): string[] {
  const loaded = loadScheme(planFiles(without({ 'rules/a.yaml': SOUND, ...files })))
  return lintScheme(loaded, catalogue, signed)
    .issues.filter((i) => i.severity === severity)
    .map((i) => `${i.code} ${i.at ? `${i.at.file}:${i.at.line}:${i.at.col}` : '-'}`)
}

/** One fault: what it is, the code it is found under, the files it stands in. */
export type Canary = readonly [string, string, Readonly<Record<string, string>>]

/** One more rule beside the sound ones. */
export const rules = (text: string): Record<string, string> => ({
  'rules/a.yaml': SOUND,
  'rules/b.yaml': `- { label: 乙, cites: [t1-1-1], ${text} }\n`,
})
export const head = (text: string): Record<string, string> => ({ 'scheme.yaml': HEAD + text })
export const overlay = (text: string, validTo = 'null'): Record<string, string> => ({
  'overlays/o.yaml': `id: o\nof: t1\ntitle: 本地\ndivisions: ['33']\nvalidFrom: 2024-01-01\nvalidTo: ${validTo}\n${text}`,
})

export const STATION = 'subject: station'
export const about = (pred: string): string => `id: b, kind: condition, ${STATION}, require: ${pred}`
export const bands = (list: string, over = '{ from: 0 分, to: 100 分 }'): string =>
  `id: b, kind: bands, subject: evaluation, of: evaluation.totalScore, over: ${over}, bands: [${list}]`
